#include "experiment/plan_fields.h"
#include "experiment/words.h"

#include <boost/json/array.hpp>

#include <array>

namespace escala::experiment {

namespace {

using load::CredentialSpec;
using load::FeedOrder;
using load::FeedSpec;
using load::LoadPlan;
using load::Timestamp;
using load::VariableSpec;
using Scheme = CredentialSpec::Scheme;

constexpr std::array<std::pair<FeedOrder, std::string_view>, 3> kOrders{
    {{FeedOrder::Sequential, "sequential"}, {FeedOrder::Random, "random"}, {FeedOrder::Zipf, "zipf"}}};
constexpr std::array<std::pair<Timestamp::Form, std::string_view>, 3> kForms{
    {{Timestamp::Form::Iso8601, "iso8601"},
     {Timestamp::Form::UnixSeconds, "unix"},
     {Timestamp::Form::UnixMilliseconds, "unix_ms"}}};
constexpr std::array<std::pair<Scheme, std::string_view>, 2> kSchemes{
    {{Scheme::Basic, "basic"}, {Scheme::Bearer, "bearer"}}};

/// In the order of the alternatives of VariableSpec::value.
enum class ValueKind { Counter, Integer, Hex, Choice, Timestamp };
constexpr std::array<std::pair<ValueKind, std::string_view>, 5> kKinds{{{ValueKind::Counter, "counter"},
                                                                        {ValueKind::Integer, "integer"},
                                                                        {ValueKind::Hex, "hex"},
                                                                        {ValueKind::Choice, "choice"},
                                                                        {ValueKind::Timestamp, "timestamp"}}};

struct ReadValue {
    ObjectReader &reader;
    void operator()(load::Counter &counter)
    {
        reader.read("start", counter.start);
        reader.read("step", counter.step);
    }
    void operator()(load::RandomInteger &range)
    {
        reader.read("least", range.least);
        reader.read("most", range.most);
    }
    void operator()(load::RandomHex &hex) { reader.read("digits", hex.digits); }
    void operator()(load::RandomChoice &choice) { reader.read("texts", choice.texts); }
    void operator()(Timestamp &timestamp) { reader.readWord("form", kForms, timestamp.form); }
};

struct AddValue {
    boost::json::object &fields;
    void operator()(const load::Counter &counter)
    {
        fields["start"] = counter.start;
        fields["step"] = counter.step;
    }
    void operator()(const load::RandomInteger &range)
    {
        fields["least"] = range.least;
        fields["most"] = range.most;
    }
    void operator()(const load::RandomHex &hex) { fields["digits"] = hex.digits; }
    void operator()(const load::RandomChoice &choice)
    {
        fields["texts"] = boost::json::array(choice.texts.begin(), choice.texts.end());
    }
    void operator()(const Timestamp &timestamp) { fields["form"] = wordFor(kForms, timestamp.form); }
};

void setKind(VariableSpec &variable, ValueKind kind)
{
    switch (kind) {
    case ValueKind::Counter:
        variable.value = load::Counter();
        break;
    case ValueKind::Integer:
        variable.value = load::RandomInteger();
        break;
    case ValueKind::Hex:
        variable.value = load::RandomHex();
        break;
    case ValueKind::Choice:
        variable.value = load::RandomChoice();
        break;
    case ValueKind::Timestamp:
        variable.value = Timestamp();
        break;
    }
}

void readFeed(const boost::json::value &value, const std::string &path, PlanReading &reading, FeedSpec &feed)
{
    ObjectReader reader(value, path, reading);
    reader.read("name", feed.name);
    reader.read("file", feed.file);
    reader.readWord("order", kOrders, feed.order);
    reader.read("exponent", feed.exponent);
    reader.refuseUnknown();
    if (const auto problem = load::problemOf({feed}, {}); !problem.empty())
        reader.fail(PlanProblem::OutOfRange, "", problem);
}

void readVariable(const boost::json::value &value, const std::string &path, PlanReading &reading,
                  VariableSpec &variable)
{
    ObjectReader reader(value, path, reading);
    reader.read("name", variable.name);
    ValueKind kind{};
    reader.readWord("kind", kKinds, kind);
    setKind(variable, kind);
    std::visit(ReadValue{reader}, variable.value);
    reader.refuseUnknown();
    if (const auto problem = load::problemOf({}, {variable}); !problem.empty())
        reader.fail(PlanProblem::OutOfRange, "", problem);
}

template <typename Spec, typename Read>
void readList(ObjectReader &reader, PlanReading &reading, std::string_view field, std::vector<Spec> &list, Read read)
{
    const boost::json::array *entries = reader.array(field);
    if (!entries)
        return;
    list.clear();
    for (std::size_t index = 0; index < entries->size(); ++index)
        read((*entries)[index], elementPath(reader.pathOf(field), index), reading, list.emplace_back());
}

void readCredentials(const boost::json::value &value, const std::string &path, PlanReading &reading,
                     CredentialSpec &credentials)
{
    ObjectReader reader(value, path, reading);
    credentials.scheme = Scheme::Basic;
    reader.readWord("scheme", kSchemes, credentials.scheme);
    std::string variable;
    std::string file;
    reader.read("environment", variable);
    reader.read("file", file);
    reader.refuseUnknown();
    if (variable.empty() == file.empty())
        reader.fail(
            PlanProblem::OutOfRange, "",
            sentence("PlanFile",
                     QT_TRANSLATE_NOOP("PlanFile", "%1 needs an \"environment\" variable or a \"file\", one of them"),
                     path));
    credentials.source = file.empty() ? CredentialSpec::Source::Environment : CredentialSpec::Source::File;
    credentials.name = file.empty() ? variable : file;
}

boost::json::object credentialFields(const CredentialSpec &credentials)
{
    const bool file = credentials.source == CredentialSpec::Source::File;
    return {{"scheme", wordFor(kSchemes, credentials.scheme)}, {file ? "file" : "environment", credentials.name}};
}

}

void readVariables(ObjectReader &reader, PlanReading &reading, LoadPlan &plan)
{
    readList(reader, reading, "feeds", plan.feeds, readFeed);
    readList(reader, reading, "variables", plan.variables, readVariable);
    if (const boost::json::value *credentials = reader.find("credentials"))
        readCredentials(*credentials, reader.pathOf("credentials"), reading, plan.credentials);
}

void addVariables(const LoadPlan &plan, boost::json::object &fields)
{
    boost::json::array feeds;
    for (const FeedSpec &feed : plan.feeds) {
        boost::json::object entry{{"name", feed.name}, {"file", feed.file}, {"order", wordFor(kOrders, feed.order)}};
        if (feed.order == FeedOrder::Zipf)
            entry["exponent"] = feed.exponent;
        feeds.push_back(std::move(entry));
    }
    if (!feeds.empty())
        fields["feeds"] = std::move(feeds);
    boost::json::array variables;
    for (const VariableSpec &variable : plan.variables) {
        boost::json::object entry{{"name", variable.name}, {"kind", kKinds[variable.value.index()].second}};
        std::visit(AddValue{entry}, variable.value);
        variables.push_back(std::move(entry));
    }
    if (!variables.empty())
        fields["variables"] = std::move(variables);
    if (plan.credentials.scheme != Scheme::None)
        fields["credentials"] = credentialFields(plan.credentials);
}

}
