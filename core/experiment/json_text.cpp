#include "experiment/json_text.h"

#include <boost/json/serialize.hpp>

namespace escala::experiment {

namespace {

void write(const boost::json::value &value, const std::string &indent, std::string &text);

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
