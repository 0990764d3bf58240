#include "servers/proxy/variant_store.h"

#include "servers/proxy/cache_key.h"

#include <algorithm>
#include <utility>

namespace escala::servers::proxy {

namespace {

std::uint64_t sizeOf(const VariantSet &set)
{
    std::uint64_t size = 0;
    for (const auto &variant : set.variants)
        size += variant->fields.size() + variant->selectingKey.size() + variant->body->size();
    return size;
}

}

VariantPtr VariantSet::matching(std::string_view requestFields) const
{
    const auto found = std::ranges::find_if(variants, [requestFields](const VariantPtr &variant) {
        return variant->selecting.names.empty()
            || selectingKey(variant->selecting, requestFields) == variant->selectingKey;
    });
    return found == variants.end() ? nullptr : *found;
}

VariantStore::VariantStore(StoreRoom room, std::unique_ptr<CachePolicy> policy)
    : m_sets(room, std::move(policy))
{
}

VariantSetPtr VariantStore::find(std::string_view key)
{
    const std::lock_guard lock(m_mutex);
    auto *const found = m_sets.use(key, [](const VariantSetPtr &) { return true; });
    return found ? *found : nullptr;
}

bool VariantStore::store(std::string_view key, VariantPtr variant)
{
    const std::lock_guard lock(m_mutex);
    VariantSet set;
    set.variants.push_back(std::move(variant));
    const Variant &fresh = *set.variants.front();
    if (const auto *const old = m_sets.peek(key)) {
        for (const auto &each : (*old)->variants) {
            const bool same = each->selecting == fresh.selecting && each->selectingKey == fresh.selectingKey;
            if (!same && set.variants.size() < kMaxVariants)
                set.variants.push_back(each);
        }
    }
    return put(key, std::move(set));
}

bool VariantStore::replace(std::string_view key, const VariantPtr &old, VariantPtr fresh)
{
    const std::lock_guard lock(m_mutex);
    const auto *const found = m_sets.peek(key);
    if (!found)
        return false;
    VariantSet set = **found;
    if (std::erase(set.variants, old) == 0)
        return false;
    set.variants.insert(set.variants.begin(), std::move(fresh));
    return put(key, std::move(set));
}

bool VariantStore::put(std::string_view key, VariantSet set)
{
    const auto size = sizeOf(set);
    set.number = ++m_made;
    return m_sets.update(key, std::make_shared<const VariantSet>(std::move(set)), size);
}

std::size_t VariantStore::remove(std::string_view key)
{
    const std::lock_guard lock(m_mutex);
    return m_sets.remove(key) ? 1 : 0;
}

std::size_t VariantStore::removePrefix(std::string_view prefix)
{
    const std::lock_guard lock(m_mutex);
    return m_sets.removeWhere([prefix](std::string_view key) { return key.starts_with(prefix); });
}

std::size_t VariantStore::removeTarget(std::string_view target)
{
    const std::lock_guard lock(m_mutex);
    return m_sets.removeWhere([target](std::string_view key) { return targetOf(key) == target; });
}

std::size_t VariantStore::removeTargetPrefix(std::string_view prefix)
{
    const std::lock_guard lock(m_mutex);
    return m_sets.removeWhere([prefix](std::string_view key) { return targetOf(key).starts_with(prefix); });
}

std::size_t VariantStore::clear()
{
    const std::lock_guard lock(m_mutex);
    return m_sets.clear();
}

std::size_t VariantStore::entries()
{
    const std::lock_guard lock(m_mutex);
    return m_sets.entries();
}

std::uint64_t VariantStore::bytes()
{
    const std::lock_guard lock(m_mutex);
    return m_sets.bytes();
}

}
