#include "report/target_stem.h"

#include <QStringList>
#include <QTest>

using namespace escala;

/// No two targets of a result share a file.
class TestTargetStem : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void unique_data();
    void unique();
};

void TestTargetStem::unique_data()
{
    QTest::addColumn<QStringList>("names");
    QTest::addColumn<QStringList>("stems");
    const auto row = [](const char *title, const QStringList &names, const QStringList &stems) {
        QTest::newRow(title) << names << stems;
    };
    row("nothing to tell apart", {u"Slow"_qs, u"Cached"_qs}, {u"Slow"_qs, u"Cached"_qs});
    row("two of one stem", {u"a/b"_qs, u"a b"_qs}, {u"a-b"_qs, u"a-b-2"_qs});
    row("three, in the order of the plan", {u"a b"_qs, u"x"_qs, u"a/b"_qs, u"a:b"_qs},
        {u"a-b"_qs, u"x"_qs, u"a-b-2"_qs, u"a-b-3"_qs});
    row("a number that is taken", {u"a b"_qs, u"a-b-2"_qs, u"a/b"_qs}, {u"a-b"_qs, u"a-b-2"_qs, u"a-b-3"_qs});
    row("a number that was given", {u"a b"_qs, u"a/b"_qs, u"a-b-2"_qs}, {u"a-b"_qs, u"a-b-2"_qs, u"a-b-2-2"_qs});
    row("names without a letter", {u"/"_qs, u"?"_qs}, {u"target"_qs, u"target-2"_qs});
    row("alike for 60 letters", {QString(61, u'n'), QString(62, u'n')},
        {QString(60, u'n'), QString(60, u'n') + u"-2"_qs});
}

void TestTargetStem::unique()
{
    QFETCH(const QStringList, names);
    QFETCH(const QStringList, stems);
    experiment::RunResult result;
    for (const QString &name : names)
        result.targets.emplace_back().target.name = name.toStdString();
    QStringList found;
    for (std::size_t each = 0; each < result.targets.size(); ++each)
        found.push_back(QString::fromStdString(report::targetStem(result, each)));
    QCOMPARE(found, stems);
}

QTEST_GUILESS_MAIN(TestTargetStem)
#include "tst_target_stem.moc"
