#include "servers/cache/policy/cache_policy.h"

#include "servers/cache/policy/fifo_policy.h"
#include "servers/cache/policy/lfu_policy.h"
#include "servers/cache/policy/lru_policy.h"
#include "servers/cache/policy/s3_fifo_policy.h"
#include "servers/cache/policy/sieve_policy.h"
#include "servers/cache/policy/tiny_lfu_policy.h"

#include <algorithm>

namespace escala::servers {

std::optional<Eviction> parseEviction(std::string_view name) noexcept
{
    const auto found = std::ranges::find(kEvictionNames, name);
    if (found == kEvictionNames.end())
        return std::nullopt;
    return static_cast<Eviction>(found - kEvictionNames.begin());
}

std::unique_ptr<CachePolicy> makePolicy(Eviction eviction)
{
    switch (eviction) {
    case Eviction::Lru:
        break;
    case Eviction::Lfu:
        return std::make_unique<LfuPolicy>();
    case Eviction::Fifo:
        return std::make_unique<FifoPolicy>();
    case Eviction::Sieve:
        return std::make_unique<SievePolicy>();
    case Eviction::S3Fifo:
        return std::make_unique<S3FifoPolicy>();
    case Eviction::TinyLfu:
        return std::make_unique<TinyLfuPolicy>();
    }
    return std::make_unique<LruPolicy>();
}

}
