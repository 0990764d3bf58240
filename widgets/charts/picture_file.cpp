#include "charts/picture_file.h"

#include "report/file_writer.h"

#include <QBuffer>
#include <QCoreApplication>
#include <QImage>
#include <QPageSize>
#include <QPainter>
#include <QPdfWriter>
#include <QSvgGenerator>

namespace escala::charts {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(charts)
};

constexpr double kPictureScale = 2;
constexpr int kPixelsPerInch = 96;
constexpr double kPointsPerPixel = 72.0 / kPixelsPerInch;

QByteArray pdfOf(const Drawing &drawing)
{
    QBuffer buffer;
    buffer.open(QIODevice::WriteOnly);
    {
        QPdfWriter writer(&buffer);
        writer.setTitle(drawing.title);
        writer.setCreator(QStringLiteral("Escala " ESCALA_VERSION));
        writer.setResolution(kPixelsPerInch);
        writer.setPageSize(
            QPageSize(drawing.size * kPointsPerPixel, QPageSize::Point, QString(), QPageSize::ExactMatch));
        writer.setPageMargins({});
        QPainter painter(&writer);
        drawing.paint(painter);
    }
    return buffer.data();
}

QByteArray pngOf(const Drawing &drawing)
{
    QBuffer buffer;
    buffer.open(QIODevice::WriteOnly);
    pictureOf(drawing).save(&buffer, "PNG");
    return buffer.data();
}

QByteArray encoded(const Drawing &drawing, PictureFormat format)
{
    switch (format) {
    case PictureFormat::Png:
        return pngOf(drawing);
    case PictureFormat::Svg:
        return svgOf(drawing);
    case PictureFormat::Pdf:
        return pdfOf(drawing);
    }
    return {};
}

}

QImage pictureOf(const Drawing &drawing)
{
    QImage picture((drawing.size * kPictureScale).toSize(), QImage::Format_RGB32);
    picture.setDevicePixelRatio(kPictureScale);
    picture.fill(Qt::white);
    QPainter painter(&picture);
    drawing.paint(painter);
    return picture;
}

QByteArray svgOf(const Drawing &drawing)
{
    QBuffer buffer;
    QSvgGenerator generator;
    generator.setOutputDevice(&buffer);
    generator.setResolution(kPixelsPerInch);
    generator.setSize(drawing.size.toSize());
    generator.setViewBox(QRectF({}, drawing.size));
    generator.setTitle(drawing.title);
    generator.setDescription(drawing.description);
    QPainter painter(&generator);
    drawing.paint(painter);
    painter.end();
    return buffer.data();
}

std::expected<void, std::string> writePicture(const Drawing &drawing, PictureFormat format,
                                              const std::filesystem::path &file)
{
    const auto content = encoded(drawing, format);
    if (content.isEmpty())
        return std::unexpected(Words::tr("The chart “%1” could not be encoded; try another picture format.")
                                   .arg(drawing.title)
                                   .toStdString());
    return report::writeFile(file, {content.constData(), static_cast<std::size_t>(content.size())});
}

}
