#include "charts/paper.h"

#include <QApplication>

namespace escala::charts {

QFont paperFont(int pixels, bool strong)
{
    auto font = QApplication::font();
    font.setPixelSize(pixels);
    if (strong)
        font.setWeight(QFont::DemiBold);
    return font;
}

}
