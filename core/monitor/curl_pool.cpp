#include "monitor/curl_pool.h"

#include "http/cache_header.h"
#include "http/url.h"
#include "monitor/probe_sentence.h"
#include "monitor/text_search.h"

#include <curl/curl.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <charconv>
#include <map>
#include <mutex>
#include <system_error>

namespace escala::monitor {

namespace {

using metrics::ErrorKind;

/// One exchange under way.
struct Running {
    CURL *easy = nullptr;
    curl_slist *headers = nullptr;
    std::array<char, CURL_ERROR_SIZE> detail{};
    bool keepBody = false;
    bool tooLarge = false;
    std::string requestBody;
    std::string body;
    TextSearch search;
    std::uint64_t bytes = 0;
    http::CacheHeader cache;
    std::chrono::nanoseconds timeout{};
    CurlPool::Done done;

    Running() = default;
    Running(const Running &) = delete;
    Running &operator=(const Running &) = delete;
    ~Running()
    {
        curl_easy_cleanup(easy);
        curl_slist_free_all(headers);
    }
};

std::size_t takeBody(const char *bytes, std::size_t size, std::size_t count, void *into)
{
    auto &running = *static_cast<Running *>(into);
    const std::size_t length = size * count;
    running.bytes += length;
    running.search.take({bytes, length});
    if (!running.keepBody)
        return length;
    if (running.body.size() + length > Exchange::kMostBody) {
        running.tooLarge = true;
        return 0;
    }
    running.body.append(bytes, length);
    return length;
}

std::size_t takeHeader(const char *bytes, std::size_t size, std::size_t count, void *into)
{
    auto &running = *static_cast<Running *>(into);
    const std::string_view line(bytes, size * count);
    if (line.starts_with("HTTP/")) { // of an answer after a 1xx
        running.cache = {};
        return line.size();
    }
    const std::size_t colon = line.find(':');
    if (colon == std::string_view::npos)
        return line.size();
    std::string_view value = line.substr(colon + 1);
    while (!value.empty() && std::string_view(" \t\r\n").contains(value.front()))
        value.remove_prefix(1);
    while (!value.empty() && std::string_view(" \t\r\n").contains(value.back()))
        value.remove_suffix(1);
    running.cache.field(line.substr(0, colon), value);
    return line.size();
}

ErrorKind kindOf(CURLcode code)
{
    switch (code) {
    case CURLE_COULDNT_RESOLVE_HOST:
        return ErrorKind::Dns;
    case CURLE_COULDNT_CONNECT:
        return ErrorKind::Refused;
    case CURLE_OPERATION_TIMEDOUT:
        return ErrorKind::Timeout;
    case CURLE_SSL_CONNECT_ERROR:
    case CURLE_PEER_FAILED_VERIFICATION:
    case CURLE_SSL_CERTPROBLEM:
    case CURLE_SSL_CIPHER:
    case CURLE_SSL_CACERT_BADFILE:
    case CURLE_SSL_ISSUER_ERROR:
        return ErrorKind::Tls;
    case CURLE_RECV_ERROR:
    case CURLE_SEND_ERROR:
    case CURLE_GOT_NOTHING:
    case CURLE_PARTIAL_FILE:
        return ErrorKind::Reset;
    default:
        return ErrorKind::Protocol;
    }
}

Microseconds timeOf(CURL *easy, CURLINFO which)
{
    curl_off_t value = 0;
    curl_easy_getinfo(easy, which, &value);
    return Microseconds(std::max<curl_off_t>(0, value));
}

/// curl tells when each phase ended, since the start.
void readPhases(CURL *easy, bool tls, ProbeResult &probe)
{
    const Microseconds looked = timeOf(easy, CURLINFO_NAMELOOKUP_TIME_T);
    const Microseconds connected = std::max(looked, timeOf(easy, CURLINFO_CONNECT_TIME_T));
    const Microseconds secured = tls ? std::max(connected, timeOf(easy, CURLINFO_APPCONNECT_TIME_T)) : connected;
    const Microseconds first = std::max(secured, timeOf(easy, CURLINFO_STARTTRANSFER_TIME_T));
    const Microseconds last = std::max(first, timeOf(easy, CURLINFO_TOTAL_TIME_T));
    probe.dns = looked;
    probe.connect = connected - looked;
    if (tls)
        probe.tls = secured - connected;
    probe.ttfb = first - secured;
    probe.transfer = last - first;
    probe.response = last;
}

std::optional<Instant> certificateEnd(CURL *easy)
{
    curl_certinfo *chain = nullptr;
    if (curl_easy_getinfo(easy, CURLINFO_CERTINFO, &chain) != CURLE_OK || !chain)
        return std::nullopt;
    constexpr std::string_view kField = "Expire date:";
    std::optional<Instant> first;
    for (int index = 0; index < chain->num_of_certs; ++index) {
        for (const curl_slist *line = chain->certinfo[index]; line; line = line->next) {
            const std::string_view text(line->data);
            const auto ends =
                text.starts_with(kField) ? parseCertificateDate(text.substr(kField.size())) : std::nullopt;
            if (ends && (!first || *ends < *first))
                first = ends;
        }
    }
    return first;
}

/// A time-out before there is an address is the name server's.
ErrorKind kindOf(CURL *easy, CURLcode code)
{
    const bool unresolved = code == CURLE_OPERATION_TIMEDOUT && timeOf(easy, CURLINFO_NAMELOOKUP_TIME_T).count() == 0;
    return unresolved ? ErrorKind::Dns : kindOf(code);
}

/// What the system said of a connection that could not be made, where it was not that nobody listens.
std::string unreachable(CURL *easy, CURLcode code)
{
    long number = 0;
    if (code != CURLE_COULDNT_CONNECT || curl_easy_getinfo(easy, CURLINFO_OS_ERRNO, &number) != CURLE_OK || number == 0
        || number == ECONNREFUSED)
        return {};
    return std::error_code(static_cast<int>(number), std::generic_category()).message();
}

ExchangeResult resultOf(Running &running, CURLcode code, bool tls)
{
    ExchangeResult result{.probe = {}, .body = std::move(running.body), .found = running.search.found()};
    ProbeResult &probe = result.probe;
    readPhases(running.easy, tls, probe);
    probe.bytesReceived = running.bytes;
    if (tls)
        probe.certificateEnds = certificateEnd(running.easy);
    if (code != CURLE_OK) {
        probe.error = running.tooLarge ? ErrorKind::Protocol : kindOf(running.easy, code);
        const std::string detail = running.detail[0] != '\0' ? running.detail.data() : curl_easy_strerror(code);
        const std::string why = unreachable(running.easy, code);
        probe.sentence = running.tooLarge ? tooLargeSentence()
            : !why.empty()                ? unreachableSentence(why)
                                          : transportSentence(*probe.error, detail, running.timeout);
        return result;
    }
    long status = 0;
    curl_easy_getinfo(running.easy, CURLINFO_RESPONSE_CODE, &status);
    probe.status = static_cast<std::uint16_t>(std::clamp(status, 0L, 999L));
    probe.cache = static_cast<metrics::CacheResult>(running.cache.answer());
    if (status >= 400) {
        probe.error = status >= 500 ? ErrorKind::Status5xx : ErrorKind::Status4xx;
        probe.sentence = statusSentence(probe.status);
    }
    return result;
}

void setTarget(CURL *easy, const http::Url &url, const Exchange &exchange)
{
    curl_easy_setopt(easy, CURLOPT_URL, url.text().c_str());
    if (!url.userInfo.empty())
        curl_easy_setopt(easy, CURLOPT_USERPWD, url.userInfo.c_str());
    curl_easy_setopt(easy, CURLOPT_PATH_AS_IS, 1L);
    curl_easy_setopt(easy, CURLOPT_PROTOCOLS_STR, "http,https");
    curl_easy_setopt(easy, CURLOPT_HTTP_VERSION, static_cast<long>(CURL_HTTP_VERSION_1_1));
    curl_easy_setopt(easy, CURLOPT_USERAGENT, "escala-monitor/" ESCALA_VERSION);
    if (exchange.method == "HEAD")
        curl_easy_setopt(easy, CURLOPT_NOBODY, 1L);
    curl_easy_setopt(easy, CURLOPT_CERTINFO, 1L);
    if (!exchange.cacert.empty()) {
        curl_easy_setopt(easy, CURLOPT_CAINFO, exchange.cacert.c_str());
        curl_easy_setopt(easy, CURLOPT_CAPATH, nullptr);
    }
    if (exchange.insecure) {
        curl_easy_setopt(easy, CURLOPT_SSL_VERIFYPEER, 0L);
        curl_easy_setopt(easy, CURLOPT_SSL_VERIFYHOST, 0L);
    }
}

/// Nothing is kept, nobody is asked on the way, nothing waits at the end.
void setFresh(CURL *easy)
{
    curl_easy_setopt(easy, CURLOPT_FRESH_CONNECT, 1L);
    curl_easy_setopt(easy, CURLOPT_FORBID_REUSE, 1L);
    curl_easy_setopt(easy, CURLOPT_DNS_CACHE_TIMEOUT, 0L);
    curl_easy_setopt(easy, CURLOPT_SSL_SESSIONID_CACHE, 0L);
    curl_easy_setopt(easy, CURLOPT_PROXY, "");
    curl_easy_setopt(easy, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(easy, CURLOPT_QUICK_EXIT, 1L);
}

void setUp(Running &running, const http::Url &url, const Exchange &exchange)
{
    CURL *easy = running.easy;
    setTarget(easy, url, exchange);
    setFresh(easy);
    for (const auto &[name, value] : exchange.headers)
        running.headers = curl_slist_append(running.headers, (name + (value.empty() ? ";" : ": " + value)).c_str());
    if (!exchange.body.empty()) {
        running.requestBody = exchange.body;
        running.headers = curl_slist_append(running.headers, "Expect:");
        curl_easy_setopt(easy, CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(running.requestBody.size()));
        curl_easy_setopt(easy, CURLOPT_POSTFIELDS, running.requestBody.c_str());
    }
    curl_easy_setopt(easy, CURLOPT_HTTPHEADER, running.headers);
    running.timeout = exchange.timeout;
    running.keepBody = exchange.keepBody;
    running.search = TextSearch(exchange.wanted);
    const auto milliseconds = std::chrono::ceil<std::chrono::milliseconds>(exchange.timeout).count();
    curl_easy_setopt(easy, CURLOPT_TIMEOUT_MS, static_cast<long>(milliseconds));
    curl_easy_setopt(easy, CURLOPT_ERRORBUFFER, running.detail.data());
    curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, takeBody);
    curl_easy_setopt(easy, CURLOPT_WRITEDATA, &running);
    curl_easy_setopt(easy, CURLOPT_HEADERFUNCTION, takeHeader);
    curl_easy_setopt(easy, CURLOPT_HEADERDATA, &running);
}

void initialiseOnce()
{
    static std::once_flag once;
    std::call_once(once, [] { curl_global_init(CURL_GLOBAL_DEFAULT); });
}

}

struct CurlPool::Private {
    CURLM *multi = nullptr;
    std::map<CURL *, std::pair<std::unique_ptr<Running>, bool>> running; ///< And whether over TLS.
};

CurlPool::CurlPool()
    : d(std::make_unique<Private>())
{
    initialiseOnce();
    d->multi = curl_multi_init();
}

CurlPool::~CurlPool()
{
    for (const auto &[easy, running] : d->running)
        curl_multi_remove_handle(d->multi, easy);
    d->running.clear();
    curl_multi_cleanup(d->multi);
}

std::size_t CurlPool::underWay() const noexcept
{
    return d->running.size();
}

void CurlPool::start(const Exchange &exchange, Done done)
{
    const auto url = http::parseUrl(exchange.url);
    auto running = std::make_unique<Running>();
    running->done = std::move(done);
    running->easy = url ? curl_easy_init() : nullptr;
    if (!running->easy) {
        ExchangeResult result;
        result.probe.error = ErrorKind::Protocol;
        result.probe.sentence = url ? curl_easy_strerror(CURLE_OUT_OF_MEMORY) : url.error().message;
        running->done(std::move(result));
        return;
    }
    setUp(*running, *url, exchange);
    CURL *easy = running->easy;
    d->running.emplace(easy, std::pair(std::move(running), url->tls));
    curl_multi_add_handle(d->multi, easy);
}

void CurlPool::wait(std::chrono::milliseconds most)
{
    int active = 0;
    curl_multi_perform(d->multi, &active);
    curl_multi_poll(d->multi, nullptr, 0, static_cast<int>(std::clamp<std::int64_t>(most.count(), 0, 60'000)), nullptr);
    curl_multi_perform(d->multi, &active);
    int left = 0;
    while (const CURLMsg *message = curl_multi_info_read(d->multi, &left)) {
        if (message->msg != CURLMSG_DONE)
            continue;
        const CURLcode code = message->data.result;
        auto node = d->running.extract(message->easy_handle);
        if (node.empty())
            continue;
        auto &[running, tls] = node.mapped();
        ExchangeResult result = resultOf(*running, code, tls);
        curl_multi_remove_handle(d->multi, running->easy);
        running->done(std::move(result));
    }
}

void CurlPool::wake() noexcept
{
    curl_multi_wakeup(d->multi);
}

std::optional<Instant> parseCertificateDate(std::string_view text)
{
    static constexpr std::string_view kMonths = "JanFebMarAprMayJunJulAugSepOctNovDec";
    // "Nov 26 10:00:00 2026 GMT": each at its place, the day with a blank for a zero.
    if (text.size() != 24 || !text.ends_with(" GMT") || text[9] != ':' || text[12] != ':')
        return std::nullopt;
    const std::size_t month = kMonths.find(text.substr(0, 3));
    const auto number = [text](std::size_t at, std::size_t length) {
        std::string_view digits = text.substr(at, length);
        if (digits.starts_with(' '))
            digits.remove_prefix(1);
        int value = -1;
        const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
        return error == std::errc() && end == digits.data() + digits.size() ? value : -1;
    };
    const int day = number(4, 2);
    const int hour = number(7, 2);
    const int minute = number(10, 2);
    const int second = number(13, 2);
    const int year = number(16, 4);
    if (month == std::string_view::npos || month % 3 != 0 || day < 1 || hour < 0 || minute < 0 || second < 0
        || year < 0)
        return std::nullopt;
    const std::chrono::year_month_day date{std::chrono::year(year),
                                           std::chrono::month(static_cast<unsigned>(month / 3) + 1),
                                           std::chrono::day(static_cast<unsigned>(day))};
    if (!date.ok())
        return std::nullopt;
    return Instant(std::chrono::sys_days(date).time_since_epoch() + std::chrono::hours(hour)
                   + std::chrono::minutes(minute) + std::chrono::seconds(second));
}

}
