#include "experiment/field_lines.h"

namespace escala::experiment {

std::string fieldPath(const std::string &object, std::string_view field)
{
    return object.empty() ? std::string(field) : object + "." + std::string(field);
}

std::string elementPath(const std::string &array, std::size_t index)
{
    return array + "[" + std::to_string(index) + "]";
}

FieldLines::FieldLines(std::string_view validJson)
    : m_text(validJson)
{
    readValue({});
}

int FieldLines::lineOf(const std::string &path) const
{
    const auto found = m_lines.find(path);
    return found == m_lines.end() ? 0 : found->second;
}

void FieldLines::readValue(const std::string &path)
{
    skipBlanks();
    m_lines.try_emplace(path, m_line);
    switch (peek()) {
    case '{':
        readObject(path);
        break;
    case '[':
        readArray(path);
        break;
    case '"':
        (void)readString();
        break;
    default:
        readScalar();
    }
    skipBlanks();
}

void FieldLines::readObject(const std::string &path)
{
    ++m_at;
    skipBlanks();
    while (peek() == '"') {
        const int line = m_line;
        const std::string field = fieldPath(path, readString());
        if (!m_lines.insert_or_assign(field, line).second && !m_repeated)
            m_repeated = field;
        skipBlanks();
        ++m_at; // the colon
        readValue(field);
        if (peek() == ',')
            ++m_at;
        skipBlanks();
    }
    ++m_at;
}

void FieldLines::readArray(const std::string &path)
{
    ++m_at;
    skipBlanks();
    for (std::size_t index = 0; m_at < m_text.size() && peek() != ']'; ++index) {
        readValue(elementPath(path, index));
        if (peek() == ',')
            ++m_at;
        skipBlanks();
    }
    ++m_at;
}

std::string FieldLines::readString()
{
    const std::size_t begin = ++m_at;
    while (m_at < m_text.size() && m_text[m_at] != '"')
        m_at += m_text[m_at] == '\\' ? 2U : 1U;
    const std::string_view raw = m_text.substr(begin, m_at - begin);
    ++m_at;
    return std::string(raw);
}

void FieldLines::readScalar()
{
    const std::size_t end = m_text.find_first_of(",]} \t\r\n", m_at);
    m_at = end == std::string_view::npos ? m_text.size() : end;
}

void FieldLines::skipBlanks()
{
    while (m_at < m_text.size() && std::string_view(" \t\r\n").find(m_text[m_at]) != std::string_view::npos) {
        if (m_text[m_at] == '\n')
            ++m_line;
        ++m_at;
    }
}

}
