// Where an expression or a filter is written: what is wrong is underlined and said while somebody types, and names are
// completed (Ctrl+Space, or as they are typed; Tab or Enter takes one).
#pragma once

#include <QCompleter>
#include <QPlainTextEdit>
#include <functional>
#include <optional>

#include "base/error.h"

namespace steward::views {

class ExpressionField : public QPlainTextEdit {
    Q_OBJECT
public:
    // Nothing when the text is right. A detail "At position 5: …" says where it is not.
    using Check = std::function<std::optional<Error>(const QString&)>;

    ExpressionField(QStringList names, Check check, QWidget* parent = nullptr);
    QString text() const { return toPlainText().trimmed(); }
    // What is wrong with it; empty when nothing is.
    const QString& problem() const { return problem_; }
    void checkNow();

    QSize sizeHint() const override { return {420, 84}; }
    QSize minimumSizeHint() const override { return {200, 64}; }

Q_SIGNALS:
    void checked();

protected:
    void keyPressEvent(QKeyEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;

private:
    QString wordBefore() const;
    void complete(bool asked);
    void insert(const QString& name);

    Check check_;
    QCompleter* completer_;
    QString problem_;
};

}  // namespace steward::views
