#pragma once

#include "compare/figures.h"

#include <QWidget>

#include <array>

namespace escala::compare {

/// One figure: label above, value and small unit beneath. Keeps its place while the figure changes; faint when it rests
/// on too few samples.
class FigureCard : public QWidget {
    Q_OBJECT

public:
    explicit FigureCard(QWidget *parent = nullptr);

    void setFigure(const Figure &figure);
    /// The size of type follows the card's width alone, so figures never change it; see kWidest.
    [[nodiscard]] int valuePixels() const noexcept { return m_pixels; }

    /// To show label, value and unit whole at the present size of type.
    [[nodiscard]] int widthNeeded() const;

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    [[nodiscard]] QFont valueFont(int pixels) const;
    void fit();

    Figure m_figure;
    int m_pixels = 0;
};

/// The six equal cards of a target.
class FigureCards : public QWidget {
    Q_OBJECT

public:
    explicit FigureCards(QWidget *parent = nullptr);

    void setFigures(const Figures &figures);

private:
    std::array<FigureCard *, kFigures> m_cards;
};

}
