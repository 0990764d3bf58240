// zlib then takes its input as const.
#define ZLIB_CONST

#include "http/content_decoding.h"

#include "http/field_syntax.h"

#include <zlib.h>

#include <algorithm>

namespace escala::http {

namespace {

constexpr int kGzip = 15 + 16; // zlib's numbers for the frames it expects
constexpr int kZlib = 15;
constexpr int kRaw = -15;

bool isZlibFrame(std::string_view content)
{
    if (content.size() < 2)
        return false;
    const auto first = static_cast<unsigned char>(content[0]);
    const auto second = static_cast<unsigned char>(content[1]);
    return (first & 0xfU) == 8 && (first * 256U + second) % 31 == 0;
}

class Inflater {
public:
    explicit Inflater(int frame)
        : m_good(::inflateInit2(&m_stream, frame) == Z_OK)
    {
    }
    ~Inflater() { ::inflateEnd(&m_stream); }
    Inflater(const Inflater &) = delete;
    Inflater &operator=(const Inflater &) = delete;

    /// False where the content is damaged or cut off before `limit` bytes are out.
    bool inflate(std::string_view content, std::size_t limit, std::string &text)
    {
        constexpr std::size_t piece = 16UL * 1024;
        m_stream.next_in = reinterpret_cast<const Bytef *>(content.data());
        m_stream.avail_in = static_cast<uInt>(content.size());
        int result = m_good ? Z_OK : Z_MEM_ERROR;
        while (result == Z_OK && text.size() < limit) {
            const auto before = text.size();
            text.resize(std::min(before + piece, limit));
            m_stream.next_out = reinterpret_cast<Bytef *>(text.data() + before);
            m_stream.avail_out = static_cast<uInt>(text.size() - before);
            result = ::inflate(&m_stream, Z_NO_FLUSH);
            text.resize(text.size() - m_stream.avail_out);
        }
        return result == Z_STREAM_END || (result == Z_OK && text.size() == limit);
    }

private:
    z_stream m_stream{};
    bool m_good;
};

}

std::expected<void, DecodingProblem> decodeContent(std::string_view coding, std::string_view content, std::size_t limit,
                                                   std::string &text)
{
    text.clear();
    if (coding.empty() || equalIgnoringCase(coding, "identity")) {
        text = content.substr(0, limit);
        return {};
    }
    int frame = kGzip;
    if (equalIgnoringCase(coding, "deflate"))
        frame = isZlibFrame(content) ? kZlib : kRaw;
    else if (!equalIgnoringCase(coding, "gzip") && !equalIgnoringCase(coding, "x-gzip"))
        return std::unexpected(DecodingProblem::UnknownCoding);
    if (!Inflater(frame).inflate(content, limit, text))
        return std::unexpected(DecodingProblem::Damaged);
    return {};
}

}
