#include "ui/desktop.h"

#include <QApplication>
#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>
#include <QDBusVariant>
#include <QPalette>
#include <QPointer>

namespace steward::ui {
namespace {

const QString service = QStringLiteral("org.freedesktop.portal.Desktop");
const QString path = QStringLiteral("/org/freedesktop/portal/desktop");
const QString settings = QStringLiteral("org.freedesktop.portal.Settings");
const QString appearance = QStringLiteral("org.freedesktop.appearance");
const QString gnome = QStringLiteral("org.gnome.desktop.interface");

// The portal's Read() wraps the value in a variant of its own.
QVariant unwrap(QVariant value) {
    while (value.canConvert<QDBusVariant>())
        value = value.value<QDBusVariant>().variant();
    return value;
}

}  // namespace

Desktop* Desktop::instance() {
    static QPointer<Desktop> desktop;
    if (!desktop) desktop = new Desktop(qApp);
    return desktop;
}

Desktop::Desktop(QObject* parent) : QObject(parent) {
    dark_ = QGuiApplication::palette().color(QPalette::Window).lightness() < 128;
    QDBusConnection bus = QDBusConnection::sessionBus();
    if (!bus.isConnected()) return;
    bus.connect(service, path, settings, QStringLiteral("SettingChanged"), this,
                SLOT(settingChanged(QString, QString, QDBusVariant)));
    ask(appearance, QStringLiteral("color-scheme"));
    ask(appearance, QStringLiteral("contrast"));
    ask(gnome, QStringLiteral("enable-animations"));
}

void Desktop::ask(const QString& group, const QString& key) {
    QDBusMessage call = QDBusMessage::createMethodCall(service, path, settings, QStringLiteral("Read"));
    call.setArguments({group, key});
    auto* watcher = new QDBusPendingCallWatcher(QDBusConnection::sessionBus().asyncCall(call), this);
    connect(watcher, &QDBusPendingCallWatcher::finished, this, [this, group, key](QDBusPendingCallWatcher* finished) {
        finished->deleteLater();
        const QDBusPendingReply<QDBusVariant> reply = *finished;
        if (!reply.isError()) settingChanged(group, key, reply.value());
    });
}

void Desktop::settingChanged(const QString& group, const QString& key, const QDBusVariant& value) {
    const QVariant plain = unwrap(value.variant());
    bool* target = nullptr;
    bool wanted = false;
    if (group == appearance && key == QLatin1String("color-scheme")) {
        target = &dark_;
        wanted = plain.toInt() == 1;
    } else if (group == appearance && key == QLatin1String("contrast")) {
        target = &highContrast_;
        wanted = plain.toInt() == 1;
    } else if (group == gnome && key == QLatin1String("enable-animations")) {
        target = &reducedMotion_;
        wanted = !plain.toBool();
    }
    if (!target || *target == wanted) return;
    *target = wanted;
    Q_EMIT changed();
}

}  // namespace steward::ui
