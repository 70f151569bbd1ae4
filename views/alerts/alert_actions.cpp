#include "views/alerts/alert_actions.h"

#include <QCoreApplication>

#include "ui/toast.h"
#include "views/alerts/alert_words.h"
#include "views/common/words.h"

namespace steward::views {

using namespace Qt::StringLiterals;

namespace {

struct AlertWords {
    Q_DECLARE_TR_FUNCTIONS(AlertWords)
};

}  // namespace

QString AlertKind<domain::AlertRule>::several(qint64 count) {
    return AlertWords::tr("%1 alert rules").arg(countText(count));
}
QString AlertKind<domain::Silence>::several(qint64 count) {
    return AlertWords::tr("%1 silences").arg(countText(count));
}
QString AlertKind<domain::Slo>::several(qint64 count) {
    return AlertWords::tr("%1 objectives").arg(countText(count));
}
QString AlertKind<domain::AlertChannel>::several(qint64 count) {
    return AlertWords::tr("%1 channels").arg(countText(count));
}

json::Object mergePatch(const json::Object& before, const json::Object& after) {
    json::Object patch;
    for (const auto& [name, value] : after) {
        const auto* was = before.if_contains(name);
        if (was && *was == value) continue;
        if (was && was->is_object() && value.is_object())
            patch[name] = mergePatch(was->get_object(), value.get_object());
        else
            patch[name] = value;
    }
    for (const auto& [name, value] : before)
        if (!after.contains(name) && !value.is_null()) patch[name] = nullptr;
    return patch;
}

void RuleActions::patch(const Choice& choice, json::Object patch, const QString& title, const QString& summary,
                        FormDialog* form) {
    if (choice.isEmpty()) return;
    domain::PlanRequest asked = request(choice, domain::Operation::change);
    asked.patch = json::Value(std::move(patch));
    preview(std::move(asked), title, summary, form);
}

void RuleActions::silence(const Choice& choice) {
    if (choice.isEmpty()) return;
    const QString title = AlertWords::tr("Silence %1").arg(about(choice));
    auto* dialog = new FormDialog(context().shell.window(), title, AlertWords::tr("Preview…"));
    auto* length = new ui::LineField;
    length->setLarge(true);
    length->setText(u"2 h"_s);
    dialog->addField(u"/silencedUntil"_s, AlertWords::tr("From now on for"), length,
                     AlertWords::tr("Nobody is told of their alerts until then. It ends by itself."));
    connect(dialog, &FormDialog::submitted, this, [this, dialog, length, choice, title] {
        const auto span = spanOf(length->text());
        if (!span)
            return dialog->showError(
                {ErrorCode::invalid,
                 {},
                 {},
                 {},
                 {{"/silencedUntil", AlertWords::tr("Write a length of time, such as 30 min or 2 h").toStdString()}}});
        const Time until = std::chrono::floor<std::chrono::seconds>(SystemClock().now()) + Duration(*span);
        patch(choice, {{"silencedUntil", toRfc3339(until)}}, title,
              AlertWords::tr("Silenced until %1.").arg(momentText(toDateTime(until))), dialog);
    });
    dialog->open(length);
}

void RuleActions::unsilence(const Choice& choice) {
    patch(choice, {{"silencedUntil", nullptr}}, AlertWords::tr("End the silence of %1").arg(about(choice)));
}

void RuleActions::switchOn(const Choice& choice) {
    patch(choice, {{"enabled", true}}, AlertWords::tr("Switch %1 on").arg(about(choice)));
}

void RuleActions::switchOff(const Choice& choice) {
    patch(choice, {{"enabled", false}}, AlertWords::tr("Switch %1 off").arg(about(choice)));
}

void RuleActions::changeSeverity(const Choice& choice) {
    if (choice.isEmpty()) return;
    const QString title = AlertWords::tr("Change severity of %1").arg(about(choice));
    auto* dialog = new FormDialog(context().shell.window(), title, AlertWords::tr("Preview…"));
    auto* select = new ui::Select;
    select->setLarge(true);
    boost::mp11::mp_for_each<Enumerators<domain::AlertSeverity>>(
        [&](auto d) { select->addItem(text(d.value), QString::fromLatin1(d.name)); });
    dialog->addField(u"/severity"_s, AlertWords::tr("Severity"), select);
    connect(dialog, &FormDialog::submitted, this, [this, dialog, select, choice, title] {
        patch(choice, {{"severity", select->currentData().toString().toStdString()}}, title, {}, dialog);
    });
    dialog->open(select);
}

void ChannelActions::test(const domain::AlertChannel& channel) {
    const QString name = QString::fromStdString(channel.name);
    client::whenReady(context().client.call(contract::testAlertChannel, {channel.id}), this,
                      [this, name](Result<contract::ChannelTest> test) {
                          if (!test) return tell(context(), test, {}, AlertWords::tr("%1 was not tested").arg(name));
                          const QString detail = QString::fromStdString(test->detail);
                          if (test->delivered)
                              context().toasts.show(ui::BadgeKind::ok,
                                                    AlertWords::tr("Test sent through %1. %2").arg(name, detail));
                          else
                              context().toasts.show(ui::BadgeKind::bad,
                                                    AlertWords::tr("The test through %1 failed. %2").arg(name, detail));
                          Q_EMIT changed();
                      });
}

void ChannelActions::setSecret(const domain::AlertChannel& channel) {
    const QString name = QString::fromStdString(channel.name);
    auto* dialog = new FormDialog(context().shell.window(), AlertWords::tr("Secret of %1").arg(name),
                                  AlertWords::tr("Set secret"));
    auto* field = new ui::LineField(u"whsec_…"_s);
    field->setLarge(true);
    field->setEchoMode(QLineEdit::Password);
    dialog->addField(
        u"/secret"_s, AlertWords::tr("Secret"), field,
        AlertWords::tr("whsec_ and 24 to 64 bytes in base64. It is kept by the platform and never shown."));
    connect(dialog, &FormDialog::submitted, this, [this, dialog, field, id = channel.id, name] {
        dialog->setBusy(true);
        contract::ChannelSecret request{id, field->text().trimmed().toStdString()};
        client::whenReady(context().client.call(contract::setChannelSecret, request), dialog,
                          [this, dialog, name](Result<domain::AlertChannel> saved) {
                              dialog->setBusy(false);
                              if (!saved) return dialog->showError(saved.error());
                              dialog->close(1);
                              context().toasts.show(ui::BadgeKind::ok, AlertWords::tr("Secret of %1 set").arg(name));
                              Q_EMIT changed();
                          });
    });
    dialog->open(field);
}

}  // namespace steward::views
