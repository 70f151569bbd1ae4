#include "views/reports/expression_field.h"

#include <QAbstractItemView>
#include <QKeyEvent>
#include <QRegularExpression>
#include <QScrollBar>
#include <QStringListModel>

#include "ui/theme.h"

namespace steward::views {

ExpressionField::ExpressionField(QStringList names, Check check, QWidget* parent)
    : QPlainTextEdit(parent), check_(std::move(check)), completer_(new QCompleter(this)) {
    names.removeDuplicates();
    names.sort(Qt::CaseInsensitive);
    setFont(ui::Theme::current().font(ui::TextStyle::mono));
    setTabChangesFocus(true);
    setLineWrapMode(QPlainTextEdit::WidgetWidth);
    completer_->setModel(new QStringListModel(names, completer_));
    completer_->setCaseSensitivity(Qt::CaseInsensitive);
    completer_->setFilterMode(Qt::MatchContains);
    completer_->setWidget(this);
    completer_->popup()->setObjectName(QStringLiteral("expressionNames"));
    completer_->popup()->setAccessibleName(tr("Names that can stand here"));
    connect(completer_, qOverload<const QString&>(&QCompleter::activated), this, &ExpressionField::insert);
    connect(this, &QPlainTextEdit::textChanged, this, &ExpressionField::checkNow);
}

void ExpressionField::checkNow() {
    const auto error = check_(text());
    problem_ = error ? QString::fromStdString(error->detail.empty() ? error->message : error->detail) : QString();
    QList<QTextEdit::ExtraSelection> marks;
    static const QRegularExpression position(QStringLiteral("At position (\\d+)"));
    if (const auto found = position.match(problem_); found.hasMatch()) {
        // Positions count bytes of what is without the white space around it.
        const QString whole = toPlainText();
        const qsizetype lead = whole.indexOf(text());
        const QByteArray bytes = text().toUtf8();
        const auto at = lead + QString::fromUtf8(bytes.left(found.captured(1).toInt() - 1)).size();
        QTextEdit::ExtraSelection mark;
        mark.cursor = textCursor();
        mark.cursor.setPosition(int(std::min(at, whole.size())));
        if (!mark.cursor.movePosition(QTextCursor::NextWord, QTextCursor::KeepAnchor))
            mark.cursor.movePosition(QTextCursor::PreviousCharacter, QTextCursor::KeepAnchor);
        mark.format.setUnderlineStyle(QTextCharFormat::WaveUnderline);
        mark.format.setUnderlineColor(ui::Theme::current().color("danger.solid"));
        marks << mark;
    }
    setExtraSelections(marks);
    setAccessibleDescription(problem_);
    Q_EMIT checked();
}

QString ExpressionField::wordBefore() const {
    const QString before = toPlainText().left(textCursor().position());
    qsizetype from = before.size();
    while (from > 0 && (before[from - 1].isLetterOrNumber() || QStringLiteral("._$").contains(before[from - 1])))
        --from;
    return before.mid(from);
}

void ExpressionField::complete(bool asked) {
    const QString word = wordBefore();
    if (word.size() < (asked ? 0 : 2)) return completer_->popup()->hide();
    completer_->setCompletionPrefix(word);
    const int count = completer_->completionCount();
    if (count == 0 || (count == 1 && completer_->currentCompletion() == word)) return completer_->popup()->hide();
    QRect place = cursorRect();
    place.setWidth(completer_->popup()->sizeHintForColumn(0) +
                   completer_->popup()->verticalScrollBar()->sizeHint().width() + 16);
    completer_->complete(place);
    completer_->popup()->setCurrentIndex(completer_->completionModel()->index(0, 0));
}

void ExpressionField::insert(const QString& name) {
    QTextCursor cursor = textCursor();
    cursor.movePosition(QTextCursor::Left, QTextCursor::KeepAnchor, int(wordBefore().size()));
    cursor.insertText(name);
    setTextCursor(cursor);
}

void ExpressionField::keyPressEvent(QKeyEvent* event) {
    const bool isOpen = completer_->popup()->isVisible();
    if (isOpen && (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter || event->key() == Qt::Key_Tab)) {
        insert(completer_->popup()->currentIndex().data().toString());
        completer_->popup()->hide();
        return;
    }
    if (isOpen && event->key() == Qt::Key_Escape) {
        completer_->popup()->hide();
        return;
    }
    if (event->key() == Qt::Key_Space && event->modifiers() == Qt::ControlModifier) return complete(true);
    QPlainTextEdit::keyPressEvent(event);
    if (!event->text().isEmpty() && event->text().front().isPrint()) complete(false);
    if (event->key() == Qt::Key_Backspace && isOpen) complete(false);
}

void ExpressionField::focusOutEvent(QFocusEvent* event) {
    if (event->reason() != Qt::PopupFocusReason) completer_->popup()->hide();
    QPlainTextEdit::focusOutEvent(event);
}

}  // namespace steward::views
