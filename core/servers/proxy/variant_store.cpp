#include "servers/proxy/variant_store.h"

#include "servers/proxy/cache_key.h"
#include "servers/proxy/partial_content.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace escala::servers::proxy {

namespace {

std::uint64_t sizeOf(const VariantSet &set)
{
    std::uint64_t size = 0;
    for (const auto *list : {&set.variants, &set.parts}) {
        for (const auto &variant : *list)
            size += variant->fields.size() + variant->selectingKey.size() + variant->body->size();
    }
    return size;
}

bool selectsTheSame(const Variant &left, const Variant &right)
{
    return left.selecting == right.selecting && left.selectingKey == right.selectingKey;
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
    return put(key, setWith(key, std::move(variant)));
}

VariantSet VariantStore::setWith(std::string_view key, VariantPtr variant) const
{
    VariantSet set;
    set.variants.push_back(std::move(variant));
    const Variant &fresh = *set.variants.front();
    if (const auto *const old = m_sets.peek(key)) {
        for (const auto &each : (*old)->variants) {
            if (!selectsTheSame(*each, fresh) && set.variants.size() < kMaxVariants)
                set.variants.push_back(each);
        }
        for (const auto &each : (*old)->parts) {
            if (!selectsTheSame(*each, fresh))
                set.parts.push_back(each);
        }
    }
    return set;
}

bool VariantStore::storePart(std::string_view key, VariantPtr part, std::uint64_t longest)
{
    const std::lock_guard lock(m_mutex);
    VariantSet set;
    if (const auto *const old = m_sets.peek(key))
        set = **old;
    const auto isSame = [&part](const VariantPtr &each) { return selectsTheSame(*each, *part); };
    const auto whole = std::ranges::find_if(set.variants, isSame);
    if (whole != set.variants.end() && (*whole)->etag() == part->etag())
        return false;
    // Those of another response than this one are outdated; what remains apart from it has a gap before or after it.
    std::vector<VariantPtr> others;
    for (const auto &each : std::exchange(set.parts, {})) {
        if (!isSame(each)) {
            set.parts.push_back(each);
        } else if (auto both = combined(*part, *each, longest)) {
            part = std::move(both);
            if (!part->part)
                return put(key, setWith(key, std::move(part)));
        } else if (each->part->size == part->part->size && each->etag() == part->etag()) {
            others.push_back(each);
        }
    }
    set.parts.insert(set.parts.begin(), std::move(part));
    std::ranges::move(others, std::back_inserter(set.parts));
    set.parts.resize(std::min(set.parts.size(), kMaxParts));
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
