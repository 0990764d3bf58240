#pragma once

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>

namespace escala::monitor {

/// Looks for a text in a stream of any length: what it keeps of it is shorter than the text. A value type.
class TextSearch {
public:
    explicit TextSearch(std::string wanted = {})
        : m_wanted(std::move(wanted))
    {
    }

    void take(std::string_view bytes)
    {
        if (found())
            return;
        const std::size_t kept = m_wanted.size() - 1;
        m_tail += bytes.substr(0, kept); // where one that began before would end
        m_found = m_tail.contains(m_wanted) || bytes.contains(m_wanted);
        m_tail += bytes.substr(std::min(kept, bytes.size()));
        m_tail.erase(0, m_tail.size() - std::min(kept, m_tail.size()));
    }
    [[nodiscard]] bool found() const noexcept { return m_found || m_wanted.empty(); }

private:
    std::string m_wanted;
    std::string m_tail; ///< The last bytes, fewer than are wanted.
    bool m_found = false;
};

}
