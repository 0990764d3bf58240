#include "common/colour.h"
#include "common/side_shape.h"
#include "common/side_style.h"
#include "common/thin_scroll_bar.h"

#include <QImage>
#include <QPainter>
#include <QTest>

#include <algorithm>
#include <set>

using namespace escala::common;

class TestTheme : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void contrastIsThatOfWcag();
    void textCanBeRead_data();
    void textCanBeRead();
    void linesCanBeSeen_data();
    void linesCanBeSeen();
    void sidesDiffer_data();
    void sidesDiffer();
    void tokensFollowThePalette();
    void scrollBarFollowsThePalette();
    void shapesDiffer();
};

namespace {

void addThemes()
{
    QTest::addColumn<Tokens>("tokens");
    QTest::newRow("light") << lightTokens();
    QTest::newRow("dark") << darkTokens();
    QTest::newRow("print") << printTokens();
}

}

Q_DECLARE_METATYPE(escala::common::Tokens)

void TestTheme::contrastIsThatOfWcag()
{
    QVERIFY(std::abs(contrast(Qt::black, Qt::white) - 21) < 0.01);
    QVERIFY(std::abs(contrast(Qt::white, Qt::white) - 1) < 0.01);
    QVERIFY(std::abs(contrast(QColor(0x767676), Qt::white) - 4.54) < 0.01);
}

void TestTheme::textCanBeRead_data()
{
    addThemes();
}

void TestTheme::textCanBeRead()
{
    QFETCH(Tokens, tokens);
    for (const auto &ground : {tokens.background, tokens.panel, tokens.shade}) {
        for (const auto &text : {tokens.text, tokens.dim, tokens.good, tokens.bad})
            QVERIFY2(contrast(text, ground) >= 4.5, qPrintable(text.name() + u' ' + ground.name()));
    }
    QVERIFY(contrast(tokens.onAccent, tokens.accent) >= 4.5);
}

void TestTheme::linesCanBeSeen_data()
{
    addThemes();
}

void TestTheme::linesCanBeSeen()
{
    QFETCH(Tokens, tokens);
    QVERIFY(contrast(tokens.accent, tokens.panel) >= 3);
    for (std::size_t side = 0; side < 5; ++side) {
        for (int rank = 0; rank < 3; ++rank) {
            const auto colour = sideTint(side, rank, tokens);
            QVERIFY2(contrast(colour, tokens.panel) >= 3, qPrintable(QStringLiteral("%1 %2").arg(side).arg(rank)));
        }
        QVERIFY(contrast(sideTint(side, 0, tokens), tokens.panel) >= contrast(sideTint(side, 2, tokens), tokens.panel));
        QCOMPARE(sideTint(side, 0, tokens), sideColour(side, tokens));
    }
}

void TestTheme::sidesDiffer_data()
{
    addThemes();
}

void TestTheme::sidesDiffer()
{
    QFETCH(Tokens, tokens);
    std::set<QRgb> colours;
    std::set<Shape> shapes;
    for (std::size_t side = 0; side < 4; ++side) {
        colours.insert(sideColour(side, tokens).rgb());
        shapes.insert(sideShape(side));
    }
    QCOMPARE(colours.size(), 4U);
    QCOMPARE(shapes.size(), 4U);
}

void TestTheme::tokensFollowThePalette()
{
    QWidget widget;
    widget.setPalette(paletteOf(darkTokens()));
    QVERIFY(tokensOf(widget).dark);
    widget.setPalette(paletteOf(lightTokens()));
    QVERIFY(!tokensOf(widget).dark);
}

void TestTheme::scrollBarFollowsThePalette()
{
    QWidget widget;
    widget.resize(40, 200);
    ThinScrollBar bar(Qt::Vertical, &widget);
    bar.setRange(0, 100);
    bar.resize(12, 200);
    widget.setPalette(paletteOf(lightTokens()));
    widget.show();
    const auto light = widget.grab().toImage();
    widget.setPalette(paletteOf(darkTokens()));
    const auto dark = widget.grab().toImage();
    bool found = false; // the handle: darker than a light window, lighter than a dark one
    for (int y = 0; y < dark.height() && !found; ++y) {
        found = light.pixelColor(6, y).lightness() < lightTokens().background.lightness() - 30
            && dark.pixelColor(6, y).lightness() > darkTokens().background.lightness() + 30;
    }
    QVERIFY(found);
}

void TestTheme::shapesDiffer()
{
    std::vector<QImage> pictures;
    for (std::size_t side = 0; side < 5; ++side) {
        QImage picture(24, 24, QImage::Format_ARGB32_Premultiplied);
        picture.fill(Qt::white);
        QPainter painter(&picture);
        paintShape(painter, sideShape(side), {12, 12}, 16, Qt::black);
        painter.end();
        QVERIFY(std::ranges::find(pictures, picture) == pictures.end());
        pictures.push_back(picture);
    }
}

QTEST_MAIN(TestTheme)
#include "tst_theme.moc"
