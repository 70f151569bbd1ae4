#include "views/reports/report_dialogs.h"

#include <QCheckBox>
#include <QListWidget>
#include <QPlainTextEdit>
#include <algorithm>

#include "report/difference.h"
#include "ui/labels.h"
#include "ui/theme.h"
#include "views/common/form_dialog.h"
#include "views/common/role_sharing.h"
#include "views/common/words.h"
#include "views/reports/dialog_parts.h"

namespace steward::views {

using namespace Qt::StringLiterals;
using models::ReportBuilder;

void askFolder(QWidget* window, ReportBuilder& builder) {
    auto* folder = line(QString::fromStdString(builder.folder()), 120);
    auto* dialog = new FormDialog(window, ReportDialogs::tr("Folder of the report"), ReportDialogs::tr("Move"));
    dialog->setObjectName(u"folderDialog"_s);
    dialog->addField(u"/folder"_s, ReportDialogs::tr("Folder"), folder,
                     ReportDialogs::tr("Such as Finance/Monthly; empty: in none"));
    QObject::connect(dialog, &FormDialog::submitted, dialog, [=, &builder] {
        dialog->close(1);
        builder.setFolder(folder->text().trimmed().toStdString());
    });
    dialog->open(folder);
    folder->selectAll();
}

void askSharing(QWidget* window, ReportBuilder& builder, bool ofPlatform) {
    auto* dialog = makeDialog(window, ReportDialogs::tr("Share"), u"shareDialog"_s, {460, 0});
    const contract::SavedReport report = builder.saved().value_or(contract::SavedReport{});
    auto* words =
        new ui::Text(report.ownerName.empty()
                         ? ReportDialogs::tr("Who sees this report, and who changes it.")
                         : ReportDialogs::tr("Who sees this report, and who changes it. Its owner, %1, always does.")
                               .arg(QString::fromStdString(report.ownerName)),
                     ui::TextStyle::body, ui::Tone::secondary);
    words->setWordWrap(true);
    auto* everybody = new QCheckBox(ReportDialogs::tr("Everybody here who may read reports"));
    everybody->setObjectName(u"share.everybody"_s);
    everybody->setChecked(!report.viewers);
    const auto has = [](const std::optional<std::vector<domain::Role>>& roles) {
        return [&roles](domain::Role role) { return !roles || std::ranges::find(*roles, role) != roles->end(); };
    };
    auto* roles = new RoleSharing(ofPlatform, has(report.viewers), has(report.editors));
    roles->setForEverybody(everybody->isChecked());
    QObject::connect(everybody, &QCheckBox::toggled, roles, &RoleSharing::setForEverybody);
    dialog->body()->addWidget(words);
    dialog->body()->addWidget(everybody);
    dialog->body()->addWidget(roles);
    closeBy(dialog, addButton(dialog, ReportDialogs::tr("Cancel"), u"cancelShare"_s));
    auto* share = addButton(dialog, ReportDialogs::tr("Share"), u"applyShare"_s, ui::ButtonVariant::primary);
    closeWith(dialog, share, [=, &builder] {
        contract::ReportSharing sharing;
        if (!everybody->isChecked()) sharing.viewers = roles->viewers();
        if (!everybody->isChecked() || !roles->mayAllChange()) sharing.editors = roles->editors();
        builder.setSharing(sharing);
    });
    dialog->open(everybody);
}

void showVersions(QWidget* window, ReportBuilder& builder, bool mayRevert) {
    auto* dialog = makeDialog(window, ReportDialogs::tr("Versions"), u"versionsDialog"_s, {820, 520});
    auto* row = new QHBoxLayout;
    row->setSpacing(16);
    auto* list = new QListWidget;
    list->setObjectName(u"versionsList"_s);
    list->setAccessibleName(ReportDialogs::tr("Versions of the report"));
    list->setFrameShape(QFrame::NoFrame);
    list->setFixedWidth(280);
    list->setWordWrap(true);
    list->setSpacing(4);
    auto* difference = new QPlainTextEdit;
    difference->setObjectName(u"versionDifference"_s);
    difference->setAccessibleName(ReportDialogs::tr("What is different from what is open now"));
    difference->setReadOnly(true);
    difference->setFont(ui::Theme::current().font(ui::TextStyle::mono));
    difference->setPlainText(ReportDialogs::tr("Loading…"));
    row->addWidget(list);
    row->addWidget(difference, 1);
    dialog->body()->addLayout(row, 1);
    closeBy(dialog, addButton(dialog, ReportDialogs::tr("Close"), u"closeVersions"_s));
    auto* revert = addButton(dialog, ReportDialogs::tr("Take back to this version"), u"revertVersion"_s,
                             ui::ButtonVariant::primary);
    revert->setEnabled(false);
    auto versions = std::make_shared<std::vector<contract::ReportVersion>>();
    QObject::connect(list, &QListWidget::currentRowChanged, dialog, [=, &builder](int at) {
        if (at < 0 || std::size_t(at) >= versions->size()) return;
        const auto earlier = report::readDefinition(json::write((*versions)[std::size_t(at)].definition));
        if (!earlier) return difference->setPlainText(QString::fromStdString(earlier.error().message));
        QString text;
        for (const auto& one : report::differences(json::toValue(*earlier), json::toValue(builder.definition()))) {
            text += QString::fromStdString(one.path) + u'\n';
            if (one.before) text += u"  − "_s + QString::fromStdString(json::write(*one.before)) + u'\n';
            if (one.after) text += u"  + "_s + QString::fromStdString(json::write(*one.after)) + u'\n';
        }
        difference->setPlainText(text.isEmpty() ? ReportDialogs::tr("The same as what is open now.") : text);
        revert->setEnabled(mayRevert && !text.isEmpty());
    });
    QObject::connect(revert, &QAbstractButton::clicked, dialog, [=, &builder] {
        const auto at = std::size_t(list->currentRow());
        const auto earlier = report::readDefinition(json::write((*versions)[at].definition));
        if (!earlier) return;
        dialog->close(1);
        builder.change(*earlier);
        builder.save();
    });
    client::whenReady(builder.history(), dialog, [=](const Result<contract::ReportHistory>& history) {
        if (!history) return difference->setPlainText(QString::fromStdString(history.error().message));
        *versions = history->items;
        for (const auto& one : *versions) {
            QString words = ReportDialogs::tr("Version %1").arg(one.version);
            if (!one.savedBy.empty())
                words += u"\n%1, %2"_s.arg(momentText(toDateTime(one.savedAt)), QString::fromStdString(one.savedBy));
            if (!one.note.empty()) words += u'\n' + QString::fromStdString(one.note);
            list->addItem(words);
        }
        difference->setPlainText(versions->empty() ? ReportDialogs::tr("No version is known.") : QString());
        if (!versions->empty()) list->setCurrentRow(0);
    });
    dialog->open(list);
}

void askConflict(QWidget* window, ReportBuilder& builder, std::function<void()> openTheirs) {
    auto* dialog =
        makeDialog(window, ReportDialogs::tr("Somebody else saved this report"), u"conflictDialog"_s, {480, 0});
    auto* words = new ui::Text(
        ReportDialogs::tr("Nothing was overwritten. Theirs stays, and its versions say what they changed."),
        ui::TextStyle::body, ui::Tone::secondary);
    words->setWordWrap(true);
    dialog->body()->addWidget(words);
    closeBy(dialog, addButton(dialog, ReportDialogs::tr("Go on editing"), u"conflictLater"_s));
    auto* mine = addButton(dialog, ReportDialogs::tr("Save mine as a new report"), u"conflictMine"_s);
    auto* theirs = addButton(dialog, ReportDialogs::tr("Open theirs"), u"conflictTheirs"_s, ui::ButtonVariant::primary);
    QObject::connect(mine, &QAbstractButton::clicked, dialog, [dialog, &builder] {
        dialog->close(1);
        builder.saveAsNew();
    });
    QObject::connect(theirs, &QAbstractButton::clicked, dialog, [dialog, open = std::move(openTheirs)] {
        dialog->close(1);
        open();
    });
    dialog->open(mine);
}

}  // namespace steward::views
