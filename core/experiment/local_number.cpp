#include "experiment/local_number.h"

#include <QLocale>
#include <QString>

namespace escala::experiment {

namespace {

/// Some languages put no sign into a number of four digits: "9259", but "48.310".
QString groupSign(const QLocale &locale, const std::string &figure)
{
    constexpr int kFourDigits = 1000;
    const auto first = figure.find(',');
    const bool fourDigits = first == 1 && figure.find(',', first + 1) == std::string::npos;
    const bool plain = locale.toString(kFourDigits).size() == 4;
    return fourDigits && plain ? QString() : locale.groupSeparator();
}

}

std::string localNumber(const std::string &figure, Reader reader)
{
    if (reader == Reader::File)
        return figure;
    const QLocale locale;
    const QString group = groupSign(locale, figure);
    QString text;
    for (const QChar sign : QString::fromStdString(figure)) {
        if (sign == u'.')
            text += locale.decimalPoint();
        else if (sign == u',')
            text += group;
        else
            text += sign;
    }
    return text.toStdString();
}

}
