#pragma once

#include <QFrame>
#include <QStringList>

#include <functional>

class QVBoxLayout;

namespace escala::compare {

/// What went wrong or must be known: cause and remedy in one line, until it is dismissed.
class Banner : public QFrame {
    Q_OBJECT

public:
    enum class Kind { Notice, Success, Error };

    /// `action`: a word on a button of its own; without it there is none.
    Banner(Kind kind, const QString &sentence, const QString &action, QWidget *parent = nullptr);

    [[nodiscard]] const QString &sentence() const noexcept { return m_sentence; }
    [[nodiscard]] Kind kind() const noexcept { return m_kind; }

Q_SIGNALS:
    void dismissed();
    void actionRequested();

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
    /// With a button that does something about it; the banner goes with it.
    void add(Banner::Kind kind, const QString &sentence, const QString &action, const std::function<void()> &does);
    /// Drops the one that says this, where there is one.
    void remove(const QString &sentence);
    void clear();
    [[nodiscard]] QStringList sentences() const; ///< As shown, newest first.

private:
    void drop(Banner *banner);

    QVBoxLayout *m_rows;
};

}
