#include "views/alerts/alert_panel.h"

#include <QBoxLayout>

#include "ui/buttons.h"
#include "ui/labels.h"
#include "views/common/words.h"

namespace steward::views {

using namespace Qt::StringLiterals;

namespace {
constexpr int entries = 10;
}

AlertPanel::AlertPanel(PageContext& context, models::AlertDetailBase* detail, const QString& name, bool withUndo)
    : context_(context), detail_(detail) {
    setObjectName(u"alertPanel"_s);
    setAccessibleName(name);
    auto* layout = panelColumn(this);
    layout->setContentsMargins(1, 0, 0, 0);

    auto* head = new QWidget;
    auto* row = new QHBoxLayout(head);
    row->setContentsMargins(15, 12, 8, 8);
    row->setSpacing(12);
    name_ = new ui::Text({}, ui::TextStyle::heading);
    name_->setObjectName(u"alertName"_s);
    name_->setElided(true);
    state_ = new ui::Badge;
    id_ = new ui::Text({}, ui::TextStyle::mono, ui::Tone::tertiary);
    id_->setObjectName(u"alertId"_s);
    id_->setElided(true);
    stale_ = new ui::Text({}, ui::TextStyle::small, ui::Tone::warning);
    stale_->hide();
    problem_ = new ui::Text({}, ui::TextStyle::small, ui::Tone::danger);
    problem_->setWordWrap(true);
    problem_->hide();
    auto* title = new QHBoxLayout;
    title->setSpacing(8);
    title->addWidget(name_);
    title->addWidget(state_);
    title->addStretch();
    auto* words = new QVBoxLayout;
    words->setSpacing(2);
    words->addLayout(title);
    words->addWidget(id_);
    words->addWidget(stale_);
    words->addWidget(problem_);
    auto* close = ui::iconButton(u"x"_s, tr("Close"));
    close->setObjectName(u"closePanel"_s);
    connect(close, &QAbstractButton::clicked, this, &DetailPanel::closeRequested);
    row->addLayout(words, 1);
    row->addWidget(close, 0, Qt::AlignTop);
    layout->addWidget(head);

    auto* bar = new QWidget;
    buttons_ = new QHBoxLayout(bar);
    buttons_->setContentsMargins(15, 0, 16, 8);
    buttons_->setSpacing(8);
    buttons_->addStretch();
    layout->addWidget(bar);

    auto* content = new QWidget;
    auto* column = panelColumn(content);
    facts_ = new ui::KeyValueList;
    facts_->setObjectName(u"alertFacts"_s);
    addSection(column, nullptr, {facts_});
    parts_ = new QVBoxLayout;
    parts_->setSpacing(0);
    column->addLayout(parts_);
    historyTitle_ = new ui::Text(tr("Changes"), ui::TextStyle::bodyStrong);
    history_ = new ui::KeyValueList(nullptr, 120);
    history_->setObjectName(u"alertHistory"_s);
    if (withUndo)
        addSection(column, historyTitle_, {new AuditRows(context, detail->audit(), entries, true)}, true);
    else
        addSection(column, historyTitle_, {history_}, true);
    if (withUndo) history_->setParent(this), history_->hide();
    column->addStretch();
    layout->addWidget(scrolled(content), 1);
}

ui::Button* AlertPanel::addButton(const QString& text, const QString& name, const QString& icon,
                                  domain::Permission permission, WhileOffline offline) {
    auto* button = new ui::Button(text);
    button->setObjectName(name);
    if (!icon.isEmpty()) button->setIconName(icon);
    needs(button, context_.session, permission, offline);
    buttons_->insertWidget(buttons_->count() - 1, button);
    return button;
}

void AlertPanel::addPart(const QString& title, const QList<QWidget*>& content) {
    addSection(parts_, new ui::Text(title, ui::TextStyle::bodyStrong), content);
}

void AlertPanel::show(const Content& content) {
    name_->setText(content.title);
    id_->setText(content.id);
    state_->set(content.state, content.kind);
    facts_->clear();
    for (const auto& [key, value] : content.facts)
        facts_->addRow(key, value)->setWordWrap(true);
    const QDateTime since = detail_->staleSince();
    stale_->setVisible(since.isValid());
    if (since.isValid()) stale_->setText(tr("As of %1").arg(momentText(since)));
    const auto& error = detail_->error();
    problem_->setVisible(error.has_value() && !since.isValid());
    if (error) problem_->setText(QString::fromStdString(error->message));
}

void AlertPanel::setHistory(const QString& title, const QList<std::pair<QString, QString>>& lines) {
    historyTitle_->setText(title);
    history_->clear();
    for (const auto& [key, value] : lines)
        history_->addRow(key, value)->setWordWrap(true);
}

}  // namespace steward::views
