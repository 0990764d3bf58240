#include "h2_peer.h"

#include <algorithm>
#include <array>
#include <stdexcept>

namespace {

std::string_view text(const std::uint8_t *bytes, std::size_t size)
{
    return {reinterpret_cast<const char *>(bytes), size};
}

std::vector<nghttp2_nv> prepared(const H2Peer::Fields &fields)
{
    const auto bytes = [](const std::string &of) {
        return const_cast<std::uint8_t *>(reinterpret_cast<const std::uint8_t *>(of.data())); // NOLINT: its interface
    };
    std::vector<nghttp2_nv> result;
    for (const auto &[name, value] : fields)
        result.push_back({bytes(name), bytes(value), name.size(), value.size(), NGHTTP2_NV_FLAG_NONE});
    return result;
}

void must(int result)
{
    if (result != 0)
        throw std::runtime_error(nghttp2_strerror(result));
}

}

struct H2Peer::Callbacks {
    static H2Peer &self(void *peer) { return *static_cast<H2Peer *>(peer); }

    static int beginHeaders(nghttp2_session *, const nghttp2_frame *frame, void *peer)
    {
        if (frame->headers.cat == NGHTTP2_HCAT_REQUEST)
            self(peer).m_mostStreams = std::max(self(peer).m_mostStreams, ++self(peer).m_streams);
        return 0;
    }
    static int field(nghttp2_session *, const nghttp2_frame *frame, const std::uint8_t *name, std::size_t nameSize,
                     const std::uint8_t *value, std::size_t valueSize, std::uint8_t, void *peer)
    {
        self(peer).m_requests[frame->hd.stream_id].fields.emplace_back(text(name, nameSize), text(value, valueSize));
        return 0;
    }
    static int data(nghttp2_session *, std::uint8_t, std::int32_t stream, const std::uint8_t *bytes, std::size_t size,
                    void *peer)
    {
        self(peer).m_requests[stream].body += text(bytes, size);
        return 0;
    }
    static int frame(nghttp2_session *, const nghttp2_frame *frame, void *peer)
    {
        auto &of = self(peer);
        if (frame->hd.type == NGHTTP2_RST_STREAM)
            of.m_resets.push_back(frame->rst_stream.error_code);
        const bool ends = (frame->hd.flags & NGHTTP2_FLAG_END_STREAM) != 0;
        const bool begins = frame->hd.type == NGHTTP2_HEADERS;
        if ((begins || frame->hd.type == NGHTTP2_DATA) && (of.m_options.early ? begins : ends))
            of.m_script(of, frame->hd.stream_id);
        return 0;
    }
    static int close(nghttp2_session *, std::int32_t stream, std::uint32_t, void *peer)
    {
        auto &of = self(peer);
        --of.m_streams;
        if (of.m_options.forgets) {
            of.m_requests.erase(stream);
            of.m_answers.erase(stream);
        }
        return 0;
    }
    static ssize_t padding(nghttp2_session *, const nghttp2_frame *frame, std::size_t limit, void *peer)
    {
        return static_cast<ssize_t>(std::min(limit, frame->hd.length + self(peer).m_options.padding));
    }
    static ssize_t readBody(nghttp2_session *session, std::int32_t stream, std::uint8_t *buffer, std::size_t size,
                            std::uint32_t *flags, nghttp2_data_source *, void *peer)
    {
        auto &answer = self(peer).m_answers[stream];
        const auto count = std::min(size, answer.body.size() - answer.sent);
        std::copy_n(answer.body.data() + answer.sent, count, buffer);
        answer.sent += count;
        if (answer.sent < answer.body.size())
            return static_cast<ssize_t>(count);
        *flags |= NGHTTP2_DATA_FLAG_EOF;
        if (!answer.trailers.empty()) {
            *flags |= NGHTTP2_DATA_FLAG_NO_END_STREAM;
            const auto fields = prepared(answer.trailers);
            must(nghttp2_submit_trailer(session, stream, fields.data(), fields.size()));
        }
        return static_cast<ssize_t>(count);
    }
};

H2Peer::H2Peer(Script script, Options options)
    : m_script(std::move(script))
    , m_options(options)
{
    nghttp2_session_callbacks *callbacks = nullptr;
    must(nghttp2_session_callbacks_new(&callbacks));
    nghttp2_session_callbacks_set_on_begin_headers_callback(callbacks, Callbacks::beginHeaders);
    nghttp2_session_callbacks_set_on_header_callback(callbacks, Callbacks::field);
    nghttp2_session_callbacks_set_on_data_chunk_recv_callback(callbacks, Callbacks::data);
    nghttp2_session_callbacks_set_on_frame_recv_callback(callbacks, Callbacks::frame);
    nghttp2_session_callbacks_set_on_stream_close_callback(callbacks, Callbacks::close);
    if (options.padding > 0)
        nghttp2_session_callbacks_set_select_padding_callback(callbacks, Callbacks::padding);
    nghttp2_session *session = nullptr;
    nghttp2_option *more = nullptr;
    must(nghttp2_option_new(&more));
    nghttp2_option_set_max_send_header_block_length(more, 1'000'000);
    must(nghttp2_session_server_new2(&session, callbacks, this, more));
    nghttp2_option_del(more);
    nghttp2_session_callbacks_del(callbacks);
    m_session.reset(session);
    const std::array<nghttp2_settings_entry, 2> settings{{{NGHTTP2_SETTINGS_MAX_CONCURRENT_STREAMS, options.maxStreams},
                                                          {NGHTTP2_SETTINGS_INITIAL_WINDOW_SIZE, options.window}}};
    must(nghttp2_submit_settings(session, NGHTTP2_FLAG_NONE, settings.data(), settings.size()));
}

bool H2Peer::feed(std::string_view bytes)
{
    const auto *const data = reinterpret_cast<const std::uint8_t *>(bytes.data());
    return nghttp2_session_mem_recv(m_session.get(), data, bytes.size()) >= 0;
}

std::string H2Peer::output()
{
    std::string all;
    const std::uint8_t *bytes = nullptr;
    for (auto size = nghttp2_session_mem_send(m_session.get(), &bytes); size > 0;
         size = nghttp2_session_mem_send(m_session.get(), &bytes))
        all += text(bytes, static_cast<std::size_t>(size));
    return all;
}

void H2Peer::respond(std::int32_t stream, const Fields &fields, std::string body, const Fields &trailers)
{
    Fields all = fields;
    if (all.empty() || all.front().first != ":status")
        all.insert(all.begin(), {":status", "200"});
    const auto nva = prepared(all);
    m_answers[stream] = {.body = std::move(body), .sent = 0, .trailers = trailers};
    nghttp2_data_provider provider{};
    provider.read_callback = Callbacks::readBody;
    const bool bodied = !m_answers[stream].body.empty() || !trailers.empty();
    must(nghttp2_submit_response(m_session.get(), stream, nva.data(), nva.size(), bodied ? &provider : nullptr));
}

void H2Peer::interim(std::int32_t stream, const char *status)
{
    const Fields fields{{":status", status}, {"age", "7"}};
    const auto nva = prepared(fields);
    must(nghttp2_submit_headers(m_session.get(), NGHTTP2_FLAG_NONE, stream, nullptr, nva.data(), nva.size(), nullptr));
}

void H2Peer::reset(std::int32_t stream, std::uint32_t code)
{
    must(nghttp2_submit_rst_stream(m_session.get(), NGHTTP2_FLAG_NONE, stream, code));
}

void H2Peer::goAway(std::int32_t lastStream, std::uint32_t code)
{
    must(nghttp2_submit_goaway(m_session.get(), NGHTTP2_FLAG_NONE, lastStream, code, nullptr, 0));
}
