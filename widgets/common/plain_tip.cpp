#include "common/plain_tip.h"

#include <QTextDocument>

namespace escala::common {

QString plainTip(const QString &text)
{
    return Qt::mightBeRichText(text) ? Qt::convertFromPlainText(text) : text;
}

}
