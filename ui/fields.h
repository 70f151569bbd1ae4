// Fields to type in and the frame around them that carries label, help and error.
// Plain QLineEdit, QComboBox, QSpinBox, QDateEdit, QPlainTextEdit, QCheckBox and QRadioButton look right as they are.
#pragma once

#include <QComboBox>
#include <QLineEdit>
#include <QWidget>

class QLabel;

namespace steward::ui {

class Text;

class LineField : public QLineEdit {
    Q_OBJECT
public:
    explicit LineField(const QString& placeholder = {}, QWidget* parent = nullptr);
    void setLarge(bool large);  // 32 instead of 28
    void setInvalid(bool invalid);
    bool isInvalid() const { return invalid_; }

private:
    bool invalid_ = false;
};

// With a magnifying glass, and at the right the key that leads here until there is text. Esc clears it.
class SearchField : public LineField {
    Q_OBJECT
public:
    explicit SearchField(const QString& placeholder, const QString& keys = {}, QWidget* parent = nullptr);
    void setLeadingIcon(const QString& name);

protected:
    void resizeEvent(QResizeEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    QString icon_;
    QWidget* keys_ = nullptr;
};

// A closed list to choose from; the choice is shown in full.
class Select : public QComboBox {
    Q_OBJECT
public:
    explicit Select(QWidget* parent = nullptr);
    void setLarge(bool large);
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;  // only with focus, so that scrolling a form changes nothing
};

// Label above, field, and under it either the help or the error, which goes away when somebody changes the field. The
// field keeps its own API.
//   auto* name = new FormField(tr("Name"), new LineField, tr("Shown to users"));
class FormField : public QWidget {
    Q_OBJECT
public:
    FormField(const QString& label, QWidget* field, const QString& help = {}, QWidget* parent = nullptr);
    void setError(const QString& error);  // empty: no error
    QString error() const;
    void setHelp(const QString& help);
    QWidget* field() const { return field_; }

private Q_SLOTS:
    void clearError() { setError({}); }

private:
    void follow(const QWidget* field);
    void showNote();
    QWidget* field_;
    Text* label_ = nullptr;
    QWidget* warning_ = nullptr;
    Text* note_ = nullptr;
    QString help_, error_;
};

// Sets a dynamic property that the stylesheet looks at, and applies it.
void setStyleProperty(QWidget* widget, const char* name, const QVariant& value);

}  // namespace steward::ui
