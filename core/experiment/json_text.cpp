#include "experiment/json_text.h"

#include <boost/json/serialize.hpp>

#include <array>
#include <charconv>
#include <cmath>

namespace escala::experiment {

namespace {

void write(const boost::json::value &value, const std::string &indent, std::string &text);

std::string decimal(double number)
{
    if (!std::isfinite(number))
        return "null";
    const double size = std::abs(number);
    const bool plain = size == 0 || (size >= 1e-9 && size < 1e17);
    std::array<char, 64> digits{};
    const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), number,
                                   plain ? std::chars_format::fixed : std::chars_format::scientific);
    return {digits.data(), end.ptr};
}

void writeObject(const boost::json::object &object, const std::string &indent, std::string &text)
{
    const std::string inner = indent + "  ";
    text += "{";
    const char *separator = "\n";
    for (const auto &field : object) {
        text += separator + inner + boost::json::serialize(field.key()) + ": ";
        write(field.value(), inner, text);
        separator = ",\n";
    }
    text += "\n" + indent + "}";
}

void writeArray(const boost::json::array &array, const std::string &indent, std::string &text)
{
    const std::string inner = indent + "  ";
    text += "[";
    const char *separator = "\n";
    for (const auto &element : array) {
        text += separator + inner;
        write(element, inner, text);
        separator = ",\n";
    }
    text += "\n" + indent + "]";
}

void write(const boost::json::value &value, const std::string &indent, std::string &text)
{
    if (const auto *object = value.if_object(); object && !object->empty())
        writeObject(*object, indent, text);
    else if (const auto *array = value.if_array(); array && !array->empty())
        writeArray(*array, indent, text);
    else if (const auto *number = value.if_double())
        text += decimal(*number);
    else
        text += boost::json::serialize(value);
}

}

std::string prettyJson(const boost::json::value &value)
{
    std::string text;
    write(value, {}, text);
    return text + "\n";
}

}
