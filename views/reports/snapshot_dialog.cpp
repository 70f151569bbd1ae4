#include "views/reports/snapshot_dialog.h"

#include <QCheckBox>
#include <QComboBox>
#include <QFormLayout>
#include <QGridLayout>
#include <QLabel>
#include <QLineEdit>
#include <QRegularExpression>
#include <QVBoxLayout>

#include "client/future.h"
#include "report/dataset.h"
#include "ui/buttons.h"
#include "ui/labels.h"
#include "ui/overlay.h"
#include "views/common/words.h"
#include "views/reports/report_words.h"

namespace steward::views {
namespace {

QString choiceText(const contract::SnapshotChoice& choice) {
    QStringList parts;
    if (!choice.tenants.empty()) parts << SnapshotDialog::tr("%n tenants", "", int(choice.tenants.size()));
    if (choice.from) parts << SnapshotDialog::tr("since %1").arg(QString::fromStdString(*choice.from));
    if (choice.to) parts << SnapshotDialog::tr("until %1").arg(QString::fromStdString(*choice.to));
    return parts.join(QStringLiteral(", "));
}

QString stateText(const store::SnapshotInfo& info) {
    QStringList parts{SnapshotDialog::tr("%1 rows").arg(countText(info.rows)), bytesText(info.bytes),
                      SnapshotDialog::tr("from %1").arg(momentText(toDateTime(info.dataTime)))};
    if (const QString choice = choiceText(info.choice); !choice.isEmpty()) parts << choice;
    if (info.withoutPersonal) parts << SnapshotDialog::tr("without fields about people");
    if (info.expiresAt) parts << SnapshotDialog::tr("kept until %1").arg(momentText(toDateTime(*info.expiresAt)));
    return parts.join(QStringLiteral(" · "));
}

}  // namespace

SnapshotDialog::SnapshotDialog(client::Session& session, QWidget* window)
    : QObject(window),
      session_(session),
      dialog_(new ui::OverlayDialog(window, tr("Data for offline work"))),
      period_(new QComboBox),
      tenants_(new QLineEdit),
      notice_(new ui::Text({}, ui::TextStyle::small, ui::Tone::secondary)),
      take_(new ui::Button(tr("Take or refresh"), ui::ButtonVariant::primary)) {
    dialog_->setObjectName(QStringLiteral("snapshots"));
    dialog_->setPanelSize({640, 420});
    auto* grid = new QGridLayout;
    grid->setColumnStretch(1, 1);
    for (const auto& dataset : report::datasets()) {
        const auto name = QString::fromStdString(dataset.name);
        auto* chosen = new QCheckBox(datasetTitle(dataset));
        chosen->setObjectName(QStringLiteral("snapshot.") + name);
        chosen->setChecked(true);
        auto* state = new QLabel;
        state->setTextFormat(Qt::PlainText);
        state->setWordWrap(true);
        state->setObjectName(QStringLiteral("snapshotState.") + name);
        grid->addWidget(chosen, int(rows_.size()), 0, Qt::AlignTop);
        grid->addWidget(state, int(rows_.size()), 1);
        rows_.push_back({dataset.name, chosen, state});
    }
    dialog_->body()->addLayout(grid);

    period_->setObjectName(QStringLiteral("snapshotPeriod"));
    period_->setAccessibleName(tr("Days to take along"));
    period_->addItem(tr("All days"), 0);
    for (const int days : {7, 30, 90, 365})
        period_->addItem(tr("The last %n days", "", days), days);
    tenants_->setObjectName(QStringLiteral("snapshotTenants"));
    tenants_->setAccessibleName(tr("Ids of tenants to take along"));
    tenants_->setPlaceholderText(tr("All tenants; or ids, with commas between them"));
    auto* form = new QFormLayout;
    form->addRow(tr("Days"), period_);
    form->addRow(tr("Tenants"), tenants_);
    dialog_->body()->addLayout(form);
    notice_->setObjectName(QStringLiteral("snapshotNotice"));
    notice_->setWordWrap(true);
    dialog_->body()->addWidget(notice_);
    dialog_->body()->addStretch();

    auto* remove = new ui::Button(tr("Remove all"));
    remove->setObjectName(QStringLiteral("snapshotsRemove"));
    take_->setObjectName(QStringLiteral("snapshotsTake"));
    take_->setEnabled(session_.state() == client::Session::State::signedIn);
    dialog_->footer()->addWidget(remove);
    dialog_->footer()->addStretch();
    dialog_->footer()->addWidget(take_);
    connect(remove, &QAbstractButton::clicked, this, &SnapshotDialog::removeAll);
    connect(take_, &QAbstractButton::clicked, this, &SnapshotDialog::take);
    connect(dialog_, &ui::OverlayDialog::closed, this, [this] {
        dialog_->deleteLater();
        deleteLater();
    });
    fill();
    dialog_->open(take_);
}

void SnapshotDialog::fill() {
    client::whenReady(session_.store().status(), this, [this](const Result<store::StoreStatus>& status) {
        if (!status) return say(QString::fromStdString(status.error().message));
        show(*status);
    });
}

void SnapshotDialog::show(const store::StoreStatus& status) {
    for (const Row& row : rows_) {
        const auto info = std::ranges::find(status.snapshots, row.dataset, &store::SnapshotInfo::dataset);
        row.state->setText(info == status.snapshots.end() ? tr("Not on this computer") : stateText(*info));
    }
    QString text =
        status.encrypted
            ? tr("Encrypted on this computer; the key is in its key store. File: %1.").arg(bytesText(status.fileBytes))
            : tr("Not encrypted on this computer. File: %1.").arg(bytesText(status.fileBytes));
    if (const auto& problem = session_.storeKeyProblem(); problem && !status.encrypted)
        text += QLatin1Char(' ') + QString::fromStdString(problem->message);
    say(text);
}

contract::SnapshotChoice SnapshotDialog::choice() const {
    static const QRegularExpression between(QStringLiteral("[,;\\s]+"));
    contract::SnapshotChoice choice;
    for (const auto& id : tenants_->text().split(between, Qt::SkipEmptyParts))
        choice.tenants.push_back(id.toStdString());
    if (const int days = period_->currentData().toInt(); days > 0)
        choice.from = QDate::currentDate().addDays(1 - days).toString(Qt::ISODate).toStdString();
    return choice;
}

void SnapshotDialog::take() {
    std::vector<std::string> datasets;
    for (auto row = rows_.rbegin(); row != rows_.rend(); ++row)
        if (row->chosen->isChecked()) datasets.push_back(row->dataset);
    take_->setEnabled(false);
    takeNext(std::move(datasets));
}

void SnapshotDialog::takeNext(std::vector<std::string> datasets) {
    if (datasets.empty()) {
        take_->setEnabled(session_.state() == client::Session::State::signedIn);
        return fill();
    }
    const std::string name = datasets.back();
    datasets.pop_back();
    QLabel* state = std::ranges::find(rows_, name, &Row::dataset)->state;
    state->setText(tr("Reading…"));
    const auto progress = [state](std::int64_t rows, std::int64_t all) {
        state->setText(tr("%1 of %2 rows").arg(countText(rows), countText(all)));
    };
    client::whenReady(session_.takeSnapshot(name, this, progress, choice()), this,
                      [this, state, datasets](const Result<store::SnapshotInfo>& info) {
                          if (!info) {
                              fill();
                              take_->setEnabled(session_.state() == client::Session::State::signedIn);
                              return state->setText(tr("Not taken: %1. What has come is kept; the next time goes on.")
                                                        .arg(QString::fromStdString(info.error().message)));
                          }
                          takeNext(datasets);
                      });
}

void SnapshotDialog::removeAll() {
    client::whenReady(session_.store().keepSnapshotsOf({}), this, [this](const Result<>& removed) {
        if (!removed) return say(QString::fromStdString(removed.error().message));
        fill();
    });
}

void SnapshotDialog::say(const QString& text) {
    notice_->setText(text);
}

}  // namespace steward::views
