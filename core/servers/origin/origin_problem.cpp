#include "servers/origin/origin_problem.h"

namespace escala::servers {

namespace {

struct Words {
    unsigned status;
    std::string_view error;
    std::string_view sentence;
};

Words wordsOf(OriginProblem problem) noexcept
{
    switch (problem) {
    case OriginProblem::Unresolved:
        return {502, "dns_error", "The origin's name can't be resolved.\n"};
    case OriginProblem::Refused:
        return {502, "connection_refused", "The origin takes no connection.\n"};
    case OriginProblem::ConnectTimeout:
        return {504, "connection_timeout", "The origin did not take a connection in time.\n"};
    case OriginProblem::Tls:
        return {502, "tls_protocol_error", "The origin's TLS handshake or certificate is not good.\n"};
    case OriginProblem::Closed:
        return {502, "connection_terminated", "The origin closed the connection without an answer.\n"};
    case OriginProblem::HeadTimeout:
        return {504, "http_response_timeout", "The origin did not answer in time.\n"};
    case OriginProblem::Malformed:
        return {502, "http_protocol_error", "The origin's answer is not valid HTTP/1.1.\n"};
    case OriginProblem::HeadTooLarge:
        return {502, "http_response_header_section_size", "The head of the origin's answer is too large.\n"};
    case OriginProblem::Truncated:
        return {502, "http_response_incomplete", "The origin's answer has no end.\n"};
    case OriginProblem::BodyTimeout:
        return {504, "connection_read_timeout", "The origin stopped in the middle of its answer.\n"};
    case OriginProblem::QueueFull:
        return {503, "connection_limit_reached", "Too many requests wait for the origin: try again later.\n"};
    case OriginProblem::QueueTimeout:
        return {503, "connection_limit_reached", "No connection to the origin came free in time: try again later.\n"};
    case OriginProblem::Nobody:
        return {503, "destination_unavailable", "No replica can take the request: try again later.\n"};
    }
    return {502, "proxy_internal_error", "The origin can't be reached.\n"};
}

}

bool isUnsent(OriginProblem problem) noexcept
{
    using enum OriginProblem;
    return problem == Unresolved || problem == Refused || problem == ConnectTimeout || isOverload(problem);
}

bool isOverload(OriginProblem problem) noexcept
{
    return problem == OriginProblem::QueueFull || problem == OriginProblem::QueueTimeout
        || problem == OriginProblem::Nobody;
}

unsigned statusOf(OriginProblem problem) noexcept
{
    return wordsOf(problem).status;
}

std::string_view sentenceOf(OriginProblem problem) noexcept
{
    return wordsOf(problem).sentence;
}

std::string_view proxyErrorOf(OriginProblem problem) noexcept
{
    return wordsOf(problem).error;
}

}
