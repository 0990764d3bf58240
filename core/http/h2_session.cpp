#include "http/h2_session.h"

#include "http/octets.h"

#include <algorithm>
#include <array>
#include <utility>

namespace escala::http {

namespace {

constexpr std::uint32_t kStreamWindow = 16U << 20U;
constexpr std::int32_t kConnectionWindow = 1 << 30;
/// As much of the output is collected for one write.
constexpr std::size_t kWriteSize = 64UL * 1024;
/// Of a request, compressed; heads of plans are at most 64 KiB.
constexpr std::size_t kMaxRequestHead = 256UL * 1024;
constexpr std::size_t kFrameHead = 9;

bool isOfAnswer(std::uint8_t frameType) noexcept
{
    return frameType == NGHTTP2_HEADERS || frameType == NGHTTP2_DATA || frameType == NGHTTP2_CONTINUATION;
}

void addLine(std::string &text, std::string_view name, std::string_view value)
{
    text += name;
    text += ": ";
    text += value;
    text += "\r\n";
}

}

/// What nghttp2 calls: one session's members each.
struct H2Session::Callbacks {
    static H2Session &self(void *session) noexcept { return *static_cast<H2Session *>(session); }

    static int beginFrame(nghttp2_session *, const nghttp2_frame_hd *frame, void *session)
    {
        self(session).frameBegins(*frame);
        return 0;
    }
    static int field(nghttp2_session *, const nghttp2_frame *, const std::uint8_t *name, std::size_t nameSize,
                     const std::uint8_t *value, std::size_t valueSize, std::uint8_t, void *session)
    {
        const bool fits = self(session).takeField(textOf(name, nameSize), textOf(value, valueSize));
        return fits ? 0 : NGHTTP2_ERR_TEMPORAL_CALLBACK_FAILURE;
    }
    static int data(nghttp2_session *, std::uint8_t, std::int32_t, const std::uint8_t *bytes, std::size_t size,
                    void *session)
    {
        auto &of = self(session);
        if (of.m_current != nullptr)
            of.m_listener.bodyArrived(*of.m_current, textOf(bytes, size));
        return 0;
    }
    static int frame(nghttp2_session *, const nghttp2_frame *frame, void *session)
    {
        self(session).frameArrived(*frame);
        return 0;
    }
    static int beforeSend(nghttp2_session *, const nghttp2_frame *frame, void *session)
    {
        auto &of = self(session);
        if (frame->hd.type != NGHTTP2_HEADERS)
            return 0;
        if (H2Exchange *const exchange = of.exchangeOf(frame->hd.stream_id)) {
            exchange->headPosition = of.m_position + of.m_out.size() - of.m_outWritten;
            of.m_listener.requestLeaves(*exchange);
        }
        return 0;
    }
    static int sent(nghttp2_session *, const nghttp2_frame *frame, void *session)
    {
        if (frame->hd.type == NGHTTP2_GOAWAY && frame->goaway.error_code != NGHTTP2_NO_ERROR)
            self(session).m_broken = true;
        return 0;
    }
    static int close(nghttp2_session *, std::int32_t stream, std::uint32_t errorCode, void *session)
    {
        self(session).streamCloses(stream, errorCode);
        return 0;
    }
    static ssize_t readBody(nghttp2_session *, std::int32_t stream, std::uint8_t *buffer, std::size_t size,
                            std::uint32_t *flags, nghttp2_data_source *, void *session)
    {
        H2Exchange *const exchange = self(session).exchangeOf(stream);
        if (exchange == nullptr)
            return NGHTTP2_ERR_DEFERRED; // given up: RST_STREAM is on its way
        const auto rest = exchange->m_request->body().substr(exchange->m_bodyTaken);
        const auto count = std::min(size, rest.size());
        std::copy_n(rest.data(), count, buffer);
        exchange->m_bodyTaken += count;
        if (count == rest.size())
            *flags |= NGHTTP2_DATA_FLAG_EOF;
        return static_cast<ssize_t>(count);
    }
};

void H2Session::Free::operator()(nghttp2_session *session) const noexcept
{
    nghttp2_session_del(session);
}

H2Session::~H2Session() = default;

std::unique_ptr<H2Session> H2Session::create(H2Listener &listener)
{
    std::unique_ptr<H2Session> session(new H2Session(listener));
    return session->begin() ? std::move(session) : nullptr;
}

bool H2Session::begin()
{
    nghttp2_session_callbacks *callbacks = nullptr;
    if (nghttp2_session_callbacks_new(&callbacks) != 0)
        return false;
    const std::unique_ptr<nghttp2_session_callbacks, decltype(&nghttp2_session_callbacks_del)> ownCallbacks(
        callbacks, nghttp2_session_callbacks_del);
    nghttp2_session_callbacks_set_on_begin_frame_callback(callbacks, Callbacks::beginFrame);
    nghttp2_session_callbacks_set_on_header_callback(callbacks, Callbacks::field);
    nghttp2_session_callbacks_set_on_data_chunk_recv_callback(callbacks, Callbacks::data);
    nghttp2_session_callbacks_set_on_frame_recv_callback(callbacks, Callbacks::frame);
    nghttp2_session_callbacks_set_before_frame_send_callback(callbacks, Callbacks::beforeSend);
    nghttp2_session_callbacks_set_on_frame_send_callback(callbacks, Callbacks::sent);
    nghttp2_session_callbacks_set_on_stream_close_callback(callbacks, Callbacks::close);

    nghttp2_option *options = nullptr;
    if (nghttp2_option_new(&options) != 0)
        return false;
    const std::unique_ptr<nghttp2_option, decltype(&nghttp2_option_del)> ownOptions(options, nghttp2_option_del);
    nghttp2_option_set_max_send_header_block_length(options, kMaxRequestHead);

    nghttp2_session *session = nullptr;
    if (nghttp2_session_client_new2(&session, callbacks, this, options) != 0)
        return false;
    m_session.reset(session);
    static constexpr std::array<nghttp2_settings_entry, 2> settings{
        {{NGHTTP2_SETTINGS_ENABLE_PUSH, 0}, {NGHTTP2_SETTINGS_INITIAL_WINDOW_SIZE, kStreamWindow}}};
    return nghttp2_submit_settings(session, NGHTTP2_FLAG_NONE, settings.data(), settings.size()) == 0
        && nghttp2_session_set_local_window_size(session, NGHTTP2_FLAG_NONE, 0, kConnectionWindow) == 0;
}

bool H2Session::submit(const H2Request &request, H2Exchange &exchange)
{
    if (!accepts())
        return false;
    nghttp2_data_provider body{};
    body.read_callback = Callbacks::readBody;
    const auto fields = request.prepared();
    const auto stream = nghttp2_submit_request(m_session.get(), nullptr, fields.data(), fields.size(),
                                               request.body().empty() ? nullptr : &body, &exchange);
    if (stream < 0)
        return false;
    exchange.stream = stream;
    exchange.bytesReceived = exchange.headPosition = 0;
    exchange.errorCode = 0;
    exchange.head = {};
    exchange.m_request = &request;
    exchange.m_bodyTaken = 0;
    exchange.m_cache = {};
    exchange.m_headWhole = exchange.m_ended = exchange.m_resetByPeer = false;
    return true;
}

void H2Session::cancel(H2Exchange &exchange)
{
    if (m_current == &exchange)
        m_current = nullptr;
    const auto stream = std::exchange(exchange.stream, 0);
    nghttp2_session_set_stream_user_data(m_session.get(), stream, nullptr);
    nghttp2_submit_rst_stream(m_session.get(), NGHTTP2_FLAG_NONE, stream, NGHTTP2_CANCEL);
}

void H2Session::feed(std::string_view bytes)
{
    const auto *const data = reinterpret_cast<const std::uint8_t *>(bytes.data());
    if (nghttp2_session_mem_recv(m_session.get(), data, bytes.size()) < 0)
        m_broken = true;
}

std::string_view H2Session::pending()
{
    if (m_outWritten == m_out.size()) {
        m_out.clear();
        m_outWritten = 0;
        while (m_out.size() < kWriteSize) {
            const std::uint8_t *bytes = nullptr;
            const auto size = nghttp2_session_mem_send(m_session.get(), &bytes);
            m_broken = m_broken || size < 0;
            if (size <= 0)
                break;
            m_out += textOf(bytes, static_cast<std::size_t>(size));
        }
    }
    return std::string_view(m_out).substr(m_outWritten);
}

void H2Session::written(std::size_t bytes) noexcept
{
    m_outWritten += bytes;
    m_position += bytes;
}

bool H2Session::accepts() const noexcept
{
    return !m_broken && nghttp2_session_check_request_allowed(m_session.get()) != 0;
}

bool H2Session::alive() const noexcept
{
    return !m_broken
        && (nghttp2_session_want_read(m_session.get()) != 0 || nghttp2_session_want_write(m_session.get()) != 0);
}

std::uint32_t H2Session::maxConcurrentStreams() const noexcept
{
    return nghttp2_session_get_remote_settings(m_session.get(), NGHTTP2_SETTINGS_MAX_CONCURRENT_STREAMS);
}

H2Exchange *H2Session::exchangeOf(std::int32_t stream) const noexcept
{
    return static_cast<H2Exchange *>(nghttp2_session_get_stream_user_data(m_session.get(), stream));
}

void H2Session::frameBegins(const nghttp2_frame_hd &frame)
{
    m_current = frame.stream_id != 0 ? exchangeOf(frame.stream_id) : nullptr;
    if (m_current == nullptr || !isOfAnswer(frame.type))
        return;
    const bool first = m_current->bytesReceived == 0;
    m_current->bytesReceived += frame.length + kFrameHead;
    if (first)
        m_listener.answerBegins(*m_current);
}

// False where the head grows too long, or its status is none (RFC 9110, 15). Fields of trailers are of no interest.
bool H2Session::takeField(std::string_view name, std::string_view value)
{
    if (m_current == nullptr || m_current->m_headWhole)
        return true;
    ResponseHead &head = m_current->head;
    head.size += name.size() + value.size();
    if (name == ":status") { // three digits: nghttp2 has looked
        if (m_current->fields != nullptr)
            m_current->fields->assign("HTTP/2\r\n");
        head.status = (value[0] - '0') * 100 + (value[1] - '0') * 10 + (value[2] - '0');
        return head.status >= 100;
    }
    m_current->m_cache.field(name, value);
    if (m_current->fields != nullptr)
        addLine(*m_current->fields, name, value);
    return head.size <= kMaxResponseHead;
}

void H2Session::frameArrived(const nghttp2_frame &frame)
{
    if (m_current == nullptr)
        return;
    if (frame.hd.type == NGHTTP2_RST_STREAM) {
        m_current->m_resetByPeer = true;
        return;
    }
    if (frame.hd.type == NGHTTP2_HEADERS && !m_current->m_headWhole)
        headEnds(*m_current);
    const bool canEnd = frame.hd.type == NGHTTP2_HEADERS || frame.hd.type == NGHTTP2_DATA;
    if (canEnd && (frame.hd.flags & NGHTTP2_FLAG_END_STREAM) != 0 && m_current != nullptr)
        answerEnds(*m_current);
}

void H2Session::headEnds(H2Exchange &exchange)
{
    if (exchange.head.interim()) {
        exchange.head = {};
        exchange.m_cache = {};
        return;
    }
    exchange.m_headWhole = true;
    exchange.head.cache = exchange.m_cache.answer();
    exchange.head.keepAlive = true;
    m_listener.headArrived(exchange);
}

void H2Session::answerEnds(H2Exchange &exchange)
{
    exchange.m_ended = true;
    if (exchange.m_bodyTaken == exchange.m_request->body().size())
        return;       // nghttp2 closes the stream now
    cancel(exchange); // the server has answered without waiting for the rest of the request
    m_listener.completed(exchange);
}

void H2Session::streamCloses(std::int32_t stream, std::uint32_t errorCode)
{
    H2Exchange *const exchange = exchangeOf(stream);
    if (exchange == nullptr)
        return;
    if (m_current == exchange)
        m_current = nullptr;
    exchange->stream = 0;
    exchange->errorCode = errorCode;
    if (exchange->m_ended)
        return m_listener.completed(*exchange);
    if (errorCode == NGHTTP2_REFUSED_STREAM)
        return m_listener.failed(*exchange, H2Failure::NotProcessed);
    m_listener.failed(*exchange, exchange->m_resetByPeer ? H2Failure::Reset : H2Failure::Malformed);
}

}
