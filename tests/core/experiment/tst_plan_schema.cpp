#include "experiment/plan_fields.h"

#include <boost/json/parse.hpp>

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

#include <set>
#include <string>

using namespace escala::experiment;

namespace {

QJsonObject definitions;

/// What a reference within the schema stands for; else the schema itself.
QJsonObject resolved(const QJsonObject &schema)
{
    const QString reference = schema.value(QStringLiteral("$ref")).toString();
    return reference.isEmpty() ? schema : definitions.value(reference.section(u'/', -1)).toObject();
}

/// All fields below a schema, "targets[].url".
void collect(const QJsonObject &unresolved, const QString &path, std::set<std::string> &fields)
{
    const QJsonObject schema = resolved(unresolved);
    const QJsonObject properties = schema.value(QStringLiteral("properties")).toObject();
    for (auto each = properties.begin(); each != properties.end(); ++each) {
        const QString field = path.isEmpty() ? each.key() : path + u'.' + each.key();
        fields.insert(field.toStdString());
        collect(each.value().toObject(), field, fields);
    }
    if (schema.contains(QStringLiteral("items")))
        collect(schema.value(QStringLiteral("items")).toObject(), path + QStringLiteral("[]"), fields);
    for (const QJsonValue &one : schema.value(QStringLiteral("oneOf")).toArray())
        collect(one.toObject(), path, fields);
}

/// All fields that a reader asks for where every object is there, each kind of variable too.
std::set<std::string> fieldsOfTheReader()
{
    const auto plan = boost::json::parse(R"({
        "headers": [{}], "mix": [{"headers": [{}]}], "feeds": [{}], "resolve": [{}], "credentials": {},
        "variables": [{"kind": "counter"}, {"kind": "integer"}, {"kind": "hex"}, {"kind": "choice"},
                      {"kind": "timestamp"}]})");
    const auto single = boost::json::parse(R"({"headers": [{}]})");
    const auto targetJson = boost::json::parse(R"({"server": {}, "behind": [{}]})");
    PlanReading reading{.lines = FieldLines("{}"), .error = {}};
    escala::load::LoadPlan read;
    Target target;
    readLoad(plan, "load", reading, read);
    readLoad(single, "load", reading, read);
    const auto faultsJson = boost::json::parse(R"({"faults": [{}]})");
    ObjectReader top(faultsJson, {}, reading);
    std::vector<PlannedFault> faults;
    readFaults(top, reading, faults);
    readTarget(targetJson, "targets[0]", reading, target);
    reading.known.insert({"name", "targets", "load"}); // what readExperiment itself asks for
    return reading.known;
}

}

/// docs/plan.schema.json and the reader know the same fields.
class TestPlanSchema : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void fieldsAreTheSame();
    void objectsAreClosed();
};

namespace {

QJsonObject schema()
{
    QFile file(QStringLiteral(ESCALA_TEST_FOLDER "/../../../docs/plan.schema.json"));
    if (!file.open(QIODevice::ReadOnly))
        qFatal("no schema");
    return QJsonDocument::fromJson(file.readAll()).object();
}

/// Objects of the schema that let unknown fields pass.
QStringList openObjects(const QJsonObject &schema, const QString &path)
{
    QStringList open;
    if (schema.contains(QStringLiteral("properties"))
        && schema.value(QStringLiteral("additionalProperties")).toBool(true))
        open.append(path);
    for (auto each = schema.begin(); each != schema.end(); ++each) {
        if (each.value().isObject())
            open += openObjects(each.value().toObject(), path + u'/' + each.key());
        for (const QJsonValue &one : each.value().toArray())
            open += openObjects(one.toObject(), path + u'/' + each.key());
    }
    return open;
}

}

void TestPlanSchema::fieldsAreTheSame()
{
    std::set<std::string> fields;
    const QJsonObject whole = schema();
    definitions = whole.value(QStringLiteral("$defs")).toObject();
    collect(whole, {}, fields);
    const std::set<std::string> known = fieldsOfTheReader();
    for (const std::string &field : fields)
        QVERIFY2(known.contains(field), ("the reader does not know " + field).c_str());
    for (const std::string &field : known)
        QVERIFY2(fields.contains(field), ("the schema does not know " + field).c_str());
    QVERIFY(fields.size() > 60);
}

void TestPlanSchema::objectsAreClosed()
{
    QCOMPARE(openObjects(schema(), {}), QStringList());
}

QTEST_GUILESS_MAIN(TestPlanSchema)
#include "tst_plan_schema.moc"
