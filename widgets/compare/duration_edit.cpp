#include "compare/duration_edit.h"

#include "text/quantity.h"

#include <QLocale>

#include <cmath>
#include <expected>
#include <ranges>

namespace escala::compare {

namespace {

using Milliseconds = std::chrono::duration<double, std::milli>;

std::expected<std::chrono::nanoseconds, std::string> parse(QString text, const QLocale &locale)
{
    text.remove(u' ').remove(QChar::Nbsp).replace(locale.decimalPoint(), QStringLiteral("."));
    if (text.endsWith(QStringLiteral("min")))
        text.chop(2);
    if (!text.isEmpty() && text.back().isDigit())
        text += u's'; // a bare number is seconds, as everywhere in Escala
    return text::parseDuration(text.toStdString());
}

// The neighbour of a value on the grid … 1, 2, 5, 10 …
double gridStep(double value, bool up)
{
    constexpr std::array kGrid{1.0, 2.0, 5.0, 10.0};
    const double decade = std::pow(10, std::floor(std::log10(std::max(value, 1e-6)) + 1e-9));
    const double lead = value / decade;
    if (up) {
        for (const double mark : kGrid) {
            if (mark > lead * 1.0001)
                return mark * decade;
        }
    }
    for (const double mark : kGrid | std::views::reverse) {
        if (mark < lead * 0.9999)
            return mark * decade;
    }
    return decade / 2;
}

}

DurationEdit::DurationEdit(std::chrono::nanoseconds least, std::chrono::nanoseconds most, const QString &nothing,
                           QWidget *parent)
    : QDoubleSpinBox(parent)
{
    setDecimals(6);
    setRange(Milliseconds(least).count(), Milliseconds(most).count());
    setSpecialValueText(nothing);
    setKeyboardTracking(false);
    setButtonSymbols(NoButtons);
    setAlignment(Qt::AlignRight);
    connect(this, &QDoubleSpinBox::valueChanged, this, [this] { Q_EMIT durationEdited(duration()); });
}

std::chrono::nanoseconds DurationEdit::duration() const
{
    return std::chrono::nanoseconds(std::llround(value() * 1e6));
}

void DurationEdit::setDuration(std::chrono::nanoseconds duration)
{
    setValue(Milliseconds(duration).count());
}

QString DurationEdit::textFromValue(double milliseconds) const
{
    auto text =
        QString::fromStdString(text::formatDuration(std::chrono::nanoseconds(std::llround(milliseconds * 1e6))));
    qsizetype digits = 0;
    while (digits < text.size() && !text[digits].isLetter())
        ++digits;
    auto unit = text.mid(digits);
    if (unit == u"us")
        unit = QStringLiteral("µs");
    else if (unit == u"m")
        unit = QStringLiteral("min");
    return text.left(digits).replace(u'.', locale().decimalPoint()) + u' ' + unit;
}

double DurationEdit::valueFromText(const QString &text) const
{
    if (text == specialValueText())
        return minimum();
    const auto duration = parse(QString(text).replace(u'µ', u'u'), locale());
    return duration ? Milliseconds(*duration).count() : value();
}

QValidator::State DurationEdit::validate(QString &text, int &) const
{
    if (!specialValueText().isEmpty() && text == specialValueText())
        return QValidator::Acceptable;
    const auto duration = parse(QString(text).replace(u'µ', u'u'), locale());
    const auto value = duration ? Milliseconds(*duration).count() : -1;
    return duration && value >= minimum() && value <= maximum() ? QValidator::Acceptable : QValidator::Intermediate;
}

void DurationEdit::stepBy(int steps)
{
    double next = value();
    for (int i = 0; i < std::abs(steps); ++i)
        next = next <= 0 ? (steps > 0 ? 100 : 0) : gridStep(next, steps > 0);
    if (next < 1 && minimum() <= 0)
        next = 0;
    setValue(next);
    selectAll();
}

}
