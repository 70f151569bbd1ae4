// What the desktop wishes for: dark or light, high contrast, less motion. From the XDG desktop portal (or GNOME's
// settings behind it) where there is one, otherwise from the platform's palette at the start. GUI thread; never blocks.
#pragma once

#include <QObject>

class QDBusVariant;

namespace steward::ui {

class Desktop : public QObject {
    Q_OBJECT
public:
    static Desktop* instance();  // owned by QApplication
    bool dark() const { return dark_; }
    bool highContrast() const { return highContrast_; }
    bool reducedMotion() const { return reducedMotion_; }

Q_SIGNALS:
    void changed();

private Q_SLOTS:
    void settingChanged(const QString& group, const QString& key, const QDBusVariant& value);

private:
    explicit Desktop(QObject* parent);
    void ask(const QString& group, const QString& key);
    bool dark_ = false, highContrast_ = false, reducedMotion_ = false;
};

}  // namespace steward::ui
