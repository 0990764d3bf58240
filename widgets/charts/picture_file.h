#pragma once

#include <QByteArray>
#include <QSizeF>
#include <QString>

#include <expected>
#include <filesystem>
#include <functional>
#include <string>

class QImage;
class QPainter;

namespace escala::charts {

enum class PictureFormat { Png, Svg, Pdf };

/// Something that is painted on white paper.
struct Drawing {
    QSizeF size; ///< In pixels of 1/96 inch.
    QString title;
    QString description; ///< In a sentence, for those who do not see it.
    std::function<void(QPainter &painter)> paint;
};

/// At 2×.
[[nodiscard]] QImage pictureOf(const Drawing &drawing);
/// A whole SVG document.
[[nodiscard]] QByteArray svgOf(const Drawing &drawing);
/// Writes it whole or not at all; PNG at 2×. The error is a sentence for people. GUI thread.
[[nodiscard]] std::expected<void, std::string> writePicture(const Drawing &drawing, PictureFormat format,
                                                            const std::filesystem::path &file);

}
