#pragma once

#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace escala::experiment {

/// Something bad that is done to a server while it is under load.
struct Fault {
    enum class Kind {
        Kill,       ///< SIGKILL: its requests are lost, its port is closed. Undone by a new start on the same port.
        Freeze,     ///< SIGSTOP: it accepts and answers nothing. Undone by SIGCONT.
        Restart,    ///< Ended and started again at once; nothing to undo.
        Latency,    ///< Every answer comes so much later.
        Drip,       ///< Bodies leave at so many bytes a second.
        Errors,     ///< A share of the requests is answered with an error at once.
        Refuse,     ///< Its port is closed, though it lives.
        Reset,      ///< A share of the answers is cut off in the middle.
        CutBackend, ///< It does not reach what is behind it.
        FillQueue,  ///< Its workers and its queue are taken.
    };

    // What servers take.
    static constexpr std::chrono::hours kMostLatency{1};
    static constexpr std::uint64_t kMostBytesPerSecond = 1'000'000'000'000'000;

    Kind kind = Kind::Kill;
    std::chrono::nanoseconds latency = std::chrono::milliseconds(200); ///< Added; the median where `sigma` is over 0.
    double sigma = 0;                                                  ///< Over 0: lognormal.
    std::uint64_t bytesPerSecond = 1000;
    double share = 0.5; ///< Of requests (Errors) or answers (Reset), 0 to 1.
    std::uint32_t status = 503;

    friend bool operator==(const Fault &, const Fault &) = default;
};

/// As plan files and results call them.
inline constexpr std::array<std::pair<Fault::Kind, std::string_view>, 10> kFaultNames{
    {{Fault::Kind::Kill, "kill"},
     {Fault::Kind::Freeze, "freeze"},
     {Fault::Kind::Restart, "restart"},
     {Fault::Kind::Latency, "latency"},
     {Fault::Kind::Drip, "drip"},
     {Fault::Kind::Errors, "errors"},
     {Fault::Kind::Refuse, "refuse"},
     {Fault::Kind::Reset, "reset"},
     {Fault::Kind::CutBackend, "cut-backend"},
     {Fault::Kind::FillQueue, "fill-queue"}}};
[[nodiscard]] std::string_view name(Fault::Kind kind) noexcept;

/// The server does it to itself when it is told to, by its admin endpoint.
[[nodiscard]] bool isAsked(Fault::Kind kind) noexcept;
/// The body of `PUT /faults` for all that is asked of a server at once.
[[nodiscard]] std::string faultsJson(const std::vector<Fault> &faults);

/// A fault of a plan.
struct PlannedFault {
    std::chrono::nanoseconds at{};                   ///< Since the measuring of its target began.
    std::optional<std::chrono::nanoseconds> lasts{}; ///< Then it is undone; empty: it stays.
    std::string target;                              ///< Name of the target.
    std::string server{};                            ///< Name of the server; empty: the one that is loaded.
    Fault fault;
    friend bool operator==(const PlannedFault &, const PlannedFault &) = default;
};

/// A fault as it happened in a run.
struct FaultEvent {
    Fault fault;
    std::size_t target = 0;
    std::string server;                                 ///< Its name.
    std::chrono::nanoseconds at{};                      ///< Since the measuring of its target began.
    std::optional<std::chrono::nanoseconds> until{};    ///< When it was undone.
    std::optional<std::chrono::nanoseconds> detected{}; ///< When the balancer in front held the server for broken.
    friend bool operator==(const FaultEvent &, const FaultEvent &) = default;
};

}
