#include "views/reports/saved_reports.h"

#include <QHBoxLayout>
#include <QListWidget>
#include <QVBoxLayout>

#include "ui/buttons.h"
#include "ui/labels.h"

namespace steward::views {

SavedReports::SavedReports(QWidget* anchor, models::ReportBuilder& builder, const QString& whyNot)
    : ui::Popup(anchor),
      builder_(builder),
      list_(new QListWidget),
      note_(new ui::Text(tr("Loading…"), ui::TextStyle::small, ui::Tone::tertiary)) {
    setObjectName(QStringLiteral("savedReports"));
    list_->setObjectName(QStringLiteral("savedReportsList"));
    list_->setAccessibleName(tr("Saved reports"));
    list_->setFixedSize(320, 220);
    list_->setFrameShape(QFrame::NoFrame);
    note_->setWordWrap(true);
    auto* row = new QHBoxLayout;
    auto* fresh = new ui::Button(tr("New report"));
    fresh->setObjectName(QStringLiteral("newReport"));
    fresh->setIconName(QStringLiteral("plus-lg"));
    auto* remove = new ui::Button(tr("Delete"), ui::ButtonVariant::dangerOutline);
    remove->setObjectName(QStringLiteral("deleteReport"));
    remove->setAccessibleName(tr("Delete the chosen report"));
    remove->setEnabled(false);
    remove->setToolTip(whyNot);
    auto* use = new ui::Button(tr("Open"), ui::ButtonVariant::primary);
    use->setObjectName(QStringLiteral("openReport"));
    use->setAccessibleName(tr("Open the chosen report"));
    use->setEnabled(false);
    row->addWidget(fresh);
    row->addStretch();
    row->addWidget(remove);
    row->addWidget(use);
    content()->addWidget(list_);
    content()->addWidget(note_);
    content()->addLayout(row);
    connect(fresh, &QAbstractButton::clicked, this, [this] {
        builder_.startNew(builder_.definition().dataset);
        close();
    });
    connect(remove, &QAbstractButton::clicked, this, [this] {
        builder_.removeSaved(reports_[std::size_t(list_->currentRow())].id);
        close();
    });
    connect(list_, &QListWidget::currentRowChanged, this, [remove, use, may = whyNot.isEmpty()](int current) {
        remove->setEnabled(current >= 0 && may);
        use->setEnabled(current >= 0);
    });
    const auto choose = [this] {
        if (list_->currentRow() < 0) return;
        builder_.open(reports_[std::size_t(list_->currentRow())]);
        close();
    };
    connect(list_, &QListWidget::itemActivated, this, choose);
    connect(use, &QAbstractButton::clicked, this, choose);
    connect(this, &ui::Popup::closed, this, &QObject::deleteLater);
    open();
    list_->setFocus(Qt::PopupFocusReason);
    load();
}

void SavedReports::load() {
    client::whenReady(builder_.list(), this, [this](Result<contract::Page<contract::SavedReport>> page) {
        if (page) return show(page->items);
        note_->setText(QString::fromStdString(page.error().message));
    });
}

void SavedReports::show(const std::vector<contract::SavedReport>& reports) {
    reports_ = reports;
    for (const auto& report : reports_)
        list_->addItem(QString::fromStdString(report.name));
    note_->setText(reports_.empty() ? tr("No report was saved yet.")
                                    : tr("%n saved report(s)", nullptr, int(reports_.size())));
}

}  // namespace steward::views
