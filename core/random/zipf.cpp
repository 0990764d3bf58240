#include "random/zipf.h"

#include <algorithm>
#include <cmath>

namespace escala::random {

namespace {

/// log(1 + x) / x, also near 0.
double logOver(double x)
{
    return std::abs(x) > 1e-8 ? std::log1p(x) / x : 1 - x * (0.5 - x * (1.0 / 3 - 0.25 * x));
}

/// (exp(x) − 1) / x, also near 0.
double expOver(double x)
{
    return std::abs(x) > 1e-8 ? std::expm1(x) / x : 1 + x * 0.5 * (1 + x * (1.0 / 3) * (1 + 0.25 * x));
}

}

Zipf::Zipf(std::uint64_t count, double exponent) noexcept
    : m_count(count)
    , m_exponent(exponent)
    , m_first(integral(1.5) - 1)
    , m_last(integral(static_cast<double>(count) + 0.5))
    , m_accept(2 - inverse(integral(2.5) - density(2)))
{
}

double Zipf::density(double x) const noexcept
{
    return std::exp(-m_exponent * std::log(x));
}

double Zipf::integral(double x) const noexcept
{
    const double log = std::log(x);
    return expOver((1 - m_exponent) * log) * log;
}

double Zipf::inverse(double x) const noexcept
{
    const double t = std::max(x * (1 - m_exponent), -1.0); // beyond -1 only by rounding
    return std::exp(logOver(t) * x);
}

std::uint64_t Zipf::rank(Draw &draw) const noexcept
{
    const double most = static_cast<double>(m_count);
    for (;;) {
        const double u = m_last + draw.unit() * (m_first - m_last);
        const double x = inverse(u);
        const double k = std::clamp(std::floor(x + 0.5), 1.0, most);
        if (k - x <= m_accept || u >= integral(k + 0.5) - density(k))
            return static_cast<std::uint64_t>(k) - 1;
    }
}

}
