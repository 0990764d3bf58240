#include "compare/banner.h"

#include <QAccessible>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QToolButton>

namespace escala::compare {

namespace {

QString styleName(Banner::Kind kind)
{
    switch (kind) {
    case Banner::Kind::Notice:
        return QStringLiteral("notice");
    case Banner::Kind::Success:
        return QStringLiteral("success");
    case Banner::Kind::Error:
        break;
    }
    return QStringLiteral("error");
}

}

Banner::Banner(Kind kind, const QString &sentence, const QString &action, QWidget *parent)
    : QFrame(parent)
    , m_sentence(sentence)
    , m_kind(kind)
{
    setObjectName(QStringLiteral("banner"));
    setProperty("kind", styleName(kind));
    setAccessibleName(sentence);
    auto *words = new QLabel(sentence, this);
    words->setTextFormat(Qt::PlainText);
    words->setWordWrap(true);
    words->setTextInteractionFlags(Qt::TextSelectableByMouse);
    auto *dismiss = new QToolButton(this);
    dismiss->setObjectName(QStringLiteral("dismiss"));
    dismiss->setText(QStringLiteral("×"));
    dismiss->setToolTip(tr("Dismiss"));
    dismiss->setAccessibleName(tr("Dismiss"));
    dismiss->setAutoRaise(true);
    connect(dismiss, &QToolButton::clicked, this, &Banner::dismissed);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(12, 6, 6, 6);
    row->addWidget(words, 1);
    if (!action.isEmpty()) {
        auto *button = new QPushButton(action, this);
        button->setObjectName(QStringLiteral("bannerAction"));
        connect(button, &QPushButton::clicked, this, &Banner::actionRequested);
        row->addWidget(button, 0, Qt::AlignVCenter);
    }
    row->addWidget(dismiss, 0, Qt::AlignTop);
}

BannerStack::BannerStack(QWidget *parent)
    : QWidget(parent)
    , m_rows(new QVBoxLayout(this))
{
    m_rows->setContentsMargins(0, 0, 0, 0);
    m_rows->setSpacing(8);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Maximum);
    hide();
}

void BannerStack::add(Banner::Kind kind, const QString &sentence)
{
    add(kind, sentence, {}, {});
}

void BannerStack::remove(const QString &sentence)
{
    for (auto *banner : findChildren<Banner *>(Qt::FindDirectChildrenOnly)) {
        if (banner->sentence() == sentence)
            drop(banner);
    }
}

void BannerStack::add(Banner::Kind kind, const QString &sentence, const QString &action,
                      const std::function<void()> &does)
{
    constexpr int kMost = 3;
    remove(sentence);
    while (m_rows->count() >= kMost)
        drop(qobject_cast<Banner *>(m_rows->itemAt(m_rows->count() - 1)->widget()));
    auto *banner = new Banner(kind, sentence, action, this);
    connect(banner, &Banner::dismissed, this, [this, banner] { drop(banner); });
    connect(banner, &Banner::actionRequested, this, [this, banner, does] {
        drop(banner);
        does();
    });
    m_rows->insertWidget(0, banner);
    show();
    QAccessibleEvent event(banner, QAccessible::Alert);
    QAccessible::updateAccessibility(&event);
}

void BannerStack::drop(Banner *banner)
{
    m_rows->removeWidget(banner);
    banner->hide();
    banner->deleteLater();
    setVisible(m_rows->count() > 0);
}

void BannerStack::clear()
{
    for (auto *banner : findChildren<Banner *>(Qt::FindDirectChildrenOnly))
        drop(banner);
}

QStringList BannerStack::sentences() const
{
    QStringList all;
    for (int i = 0; i < m_rows->count(); ++i) {
        if (const auto *banner = qobject_cast<const Banner *>(m_rows->itemAt(i)->widget()))
            all << banner->sentence();
    }
    return all;
}

}
