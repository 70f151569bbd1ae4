#include "views/common/panel_parts.h"

#include <QBoxLayout>
#include <QPainter>

#include "ui/buttons.h"
#include "ui/icons.h"
#include "ui/labels.h"
#include "views/common/page.h"
#include "views/common/words.h"

namespace steward::views {

using namespace Qt::StringLiterals;

namespace {

class IconLabel : public QWidget {
public:
    IconLabel(QString name, int size) : name_(std::move(name)) { setFixedSize(size, size); }

protected:
    void paintEvent(QPaintEvent*) override {
        QPainter painter(this);
        ui::paintIcon(&painter, rect(), name_, ui::Theme::current().color("text.tertiary"));
    }

private:
    QString name_;
};

}  // namespace

DetailPanel::DetailPanel(QWidget* parent) : QWidget(parent) {
    setMinimumWidth(320);
}

void DetailPanel::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    const ui::Theme& theme = ui::Theme::current();
    painter.fillRect(rect(), theme.color("surface.panel"));
    painter.fillRect(0, 0, 1, height(), theme.color("border.default"));
}

QWidget* addSection(QVBoxLayout* into, QWidget* head, const QList<QWidget*>& content, bool last) {
    auto* box = new QWidget;
    auto* layout = new QVBoxLayout(box);
    layout->setContentsMargins(16, 12, 16, 12);
    layout->setSpacing(0);
    if (head) {
        layout->addWidget(head);
        layout->addSpacing(8);
    }
    for (QWidget* widget : content)
        layout->addWidget(widget);
    into->addWidget(box);
    if (!last) into->addWidget(new ui::Separator);
    return box;
}

QScrollArea* scrolled(QWidget* content) {
    auto* area = new QScrollArea;
    area->setFrameShape(QFrame::NoFrame);
    area->setWidgetResizable(true);
    area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    area->setWidget(content);
    return area;
}

QVBoxLayout* panelColumn(QWidget* page) {
    auto* layout = new QVBoxLayout(page);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    return layout;
}

void clearLayout(QLayout* layout) {
    while (QLayoutItem* item = layout->takeAt(0)) {
        if (item->widget()) item->widget()->deleteLater();
        delete item;
    }
}

AuditRows::AuditRows(PageContext& context, models::AuditTrail* trail, int most, bool withUndo, QWidget* parent)
    : QWidget(parent), context_(context), trail_(trail), most_(most), withUndo_(withUndo), column_(panelColumn(this)) {
    connect(trail_, &models::AuditTrail::changed, this, &AuditRows::show);
}

void AuditRows::show() {
    clearLayout(column_);
    const auto say = [this](const QString& text) {
        column_->addWidget(new ui::Text(text, ui::TextStyle::small, ui::Tone::tertiary));
    };
    if (trail_->error()) return say(QString::fromStdString(trail_->error()->message));
    const auto& entries = trail_->entries();
    for (std::size_t i = 0; i < std::min(entries.size(), std::size_t(most_)); ++i)
        column_->addWidget(row(entries[i]));
    if (entries.empty()) say(tr("Nothing was changed yet."));
}

QWidget* AuditRows::row(const domain::AuditEntry& entry) {
    auto* row = new QWidget;
    row->setFixedHeight(withUndo_ ? 32 : 28);
    auto* layout = new QHBoxLayout(row);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    const QString action = actionText(entry.action);
    //: what was done, and to whom: "Tenant changed: Tarnwick Foods"
    auto* what =
        new ui::Text(namesEntity_ ? tr("%1: %2").arg(action, QString::fromStdString(entry.entityName)) : action);
    what->setElided(true);
    const QString moment = momentText(toDateTime(entry.at));
    auto* time = new ui::Text(shortMoment(toDateTime(entry.at), QDateTime::currentDateTimeUtc()), ui::TextStyle::small,
                              ui::Tone::tertiary);
    time->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    time->setMinimumWidth(48);
    time->setToolTip(moment);
    layout->addWidget(new IconLabel(actionIcon(entry.action), 13));
    layout->addWidget(what, 1);
    auto* who = new ui::Text(QString::fromStdString(entry.actorName), ui::TextStyle::small, ui::Tone::tertiary);
    who->setElided(true);
    layout->addWidget(who);
    layout->addWidget(time);
    if (withUndo_ && entry.versionAfter > entry.versionBefore) {
        auto* undo = new ui::Button(tr("Undo…"), ui::ButtonVariant::link);
        undo->setObjectName(u"undo."_s + QString::fromStdString(entry.id));
        undo->setAccessibleName(tr("Undo %1 of %2").arg(actionText(entry.action), moment));
        needs(undo, context_.session, domain::Permission::plansApply);
        connect(undo, &QAbstractButton::clicked, this,
                [this, id = QString::fromStdString(entry.id)] { context_.shell.openRevert({}, {id}); });
        layout->addWidget(undo);
    }
    return row;
}

}  // namespace steward::views
