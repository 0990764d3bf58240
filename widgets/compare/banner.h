#pragma once

#include <QFrame>
#include <QStringList>

class QVBoxLayout;

namespace escala::compare {

/// What went wrong or must be known: cause and remedy in one line, until it is dismissed.
class Banner : public QFrame {
    Q_OBJECT

public:
    enum class Kind { Notice, Success, Error };

    Banner(Kind kind, const QString &sentence, QWidget *parent = nullptr);

    [[nodiscard]] const QString &sentence() const noexcept { return m_sentence; }
    [[nodiscard]] Kind kind() const noexcept { return m_kind; }

Q_SIGNALS:
    void dismissed();

private:
    QString m_sentence;
    Kind m_kind;
};

/// The banners of a page, newest first; at most three, and none twice.
class BannerStack : public QWidget {
    Q_OBJECT

public:
    explicit BannerStack(QWidget *parent = nullptr);

    void add(Banner::Kind kind, const QString &sentence);
    void clear();
    [[nodiscard]] QStringList sentences() const; ///< As shown, newest first.

private:
    void drop(Banner *banner);

    QVBoxLayout *m_rows;
};

}
