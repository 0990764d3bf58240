#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace escala::experiment {

/// In which line of a JSON text each field stands, so that a message about a value can say where to look: Boost.JSON's
/// values don't know. The text must already have been parsed without error.
class FieldLines {
public:
    explicit FieldLines(std::string_view validJson);

    /// 1-based line of a field named by its path ("load.users", "targets[1].server"); 0 when unknown.
    [[nodiscard]] int lineOf(const std::string &path) const;
    /// The first field that stands twice in its object, where there is one.
    [[nodiscard]] const std::optional<std::string> &repeated() const noexcept { return m_repeated; }

private:
    void readValue(const std::string &path);
    void readObject(const std::string &path);
    void readArray(const std::string &path);
    std::string readString();
    void readScalar();
    void skipBlanks();
    [[nodiscard]] char peek() const noexcept { return m_at < m_text.size() ? m_text[m_at] : '\0'; }

    std::string_view m_text;
    std::size_t m_at = 0;
    int m_line = 1;
    std::map<std::string, int> m_lines;
    std::optional<std::string> m_repeated;
};

/// "load" and "users" make "load.users".
[[nodiscard]] std::string fieldPath(const std::string &object, std::string_view field);
/// "targets" and 1 make "targets[1]".
[[nodiscard]] std::string elementPath(const std::string &array, std::size_t index);

}
