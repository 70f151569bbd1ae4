#include "views/branding/brand_form.h"

#include <QHBoxLayout>
#include <QPlainTextEdit>
#include <QSignalBlocker>

#include "ui/buttons.h"
#include "ui/fields.h"
#include "ui/labels.h"
#include "views/branding/colour_field.h"
#include "views/branding/logo_field.h"

namespace steward::views {

using domain::Brand;

BrandForm::BrandForm(models::BrandEditor& editor, QWidget* parent)
    : QScrollArea(parent),
      editor_(editor),
      logo_(new LogoField),
      footer_(new QPlainTextEdit),
      advice_(new QWidget),
      adviceText_(new ui::Text({}, ui::TextStyle::small, ui::Tone::warning)),
      adviceUse_(new ui::Button({}, ui::ButtonVariant::link)),
      problem_(new ui::Text({}, ui::TextStyle::small, ui::Tone::danger)) {
    setObjectName(QStringLiteral("brandForm"));
    setFrameShape(QFrame::NoFrame);
    setWidgetResizable(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    auto* content = new ui::Surface;
    sections_ = new QVBoxLayout(content);
    sections_->setContentsMargins(0, 0, 0, 0);
    sections_->setSpacing(0);

    addSection(tr("Product name"), addLine(tr("Product name"), QStringLiteral("productName"), &Brand::productName));
    addSection(tr("Headline"),
               addLine(tr("Headline on the sign-in page"), QStringLiteral("headline"), &Brand::headline));
    addSection(tr("Welcome"), addLine(tr("Welcome on the sign-in page"), QStringLiteral("welcome"), &Brand::welcome));
    addSection(tr("Logo"), logo_);
    addColours();
    addFonts();
    footer_->setObjectName(QStringLiteral("emailFooter"));
    footer_->setAccessibleName(tr("E-mail footer"));
    footer_->setFixedHeight(60);
    footer_->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    footer_->setTabChangesFocus(true);
    addSection(tr("E-mail footer"), footer_);
    problem_->setWordWrap(true);
    problem_->setContentsMargins(16, 12, 16, 12);
    problem_->setObjectName(QStringLiteral("brandProblem"));
    sections_->addWidget(problem_);
    sections_->addStretch();
    setWidget(content);

    connect(logo_, &LogoField::picked, this,
            [this](const std::string& png) { editor_.edit([&](Brand& brand) { brand.logoPng = png; }); });
    connect(footer_, &QPlainTextEdit::textChanged, this, [this] {
        editor_.edit([this](Brand& brand) { brand.emailFooter = footer_->toPlainText().toStdString(); });
    });
    connect(&editor_, &models::BrandEditor::opened, this, &BrandForm::fill);
    connect(&editor_, &models::BrandEditor::brandChanged, this, &BrandForm::judge);
}

void BrandForm::setEditable(bool editable) {
    widget()->setEnabled(editable);
}

void BrandForm::addSection(const QString& label, QWidget* content) {
    auto* section = new QWidget;
    auto* row = new QHBoxLayout(section);
    row->setContentsMargins(16, 12, 16, 12);
    row->setSpacing(12);
    auto* title = new ui::Text(label, ui::TextStyle::smallStrong);
    title->setFixedWidth(104);
    title->setContentsMargins(0, 6, 0, 0);
    title->setAlignment(Qt::AlignTop);
    title->setWordWrap(true);
    row->addWidget(title);
    row->addWidget(content, 1);
    sections_->addWidget(section);
    sections_->addWidget(new ui::Separator);
}

ui::LineField* BrandForm::addLine(const QString& label, const QString& name, std::string Brand::* member) {
    auto* field = new ui::LineField;
    field->setObjectName(name);
    field->setAccessibleName(label);
    field->setMaxLength(120);
    lines_.emplace_back(field, member);
    connect(field, &QLineEdit::textEdited, this, [this, member](const QString& text) {
        editor_.edit([&](Brand& brand) { brand.*member = text.toStdString(); });
    });
    return field;
}

void BrandForm::addColours() {
    auto* column = new QWidget;
    auto* layout = new QVBoxLayout(column);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    const std::tuple<QString, QString, std::string Brand::*> all[] = {
        {tr("Primary"), QStringLiteral("primaryColour"), &Brand::primaryColour},
        {tr("Accent"), QStringLiteral("accentColour"), &Brand::accentColour},
        {tr("Background"), QStringLiteral("backgroundColour"), &Brand::backgroundColour},
        {tr("Text"), QStringLiteral("textColour"), &Brand::textColour},
    };
    for (const auto& [label, name, member] : all) {
        auto* field = new ColourField(label, name);
        colours_.emplace_back(field, member);
        layout->addWidget(field);
        connect(field, &ColourField::edited, this, [this, target = member](const QString& colour) {
            editor_.edit([&](Brand& brand) { brand.*target = colour.toStdString(); });
        });
    }
    auto* row = new QHBoxLayout(advice_);
    row->setContentsMargins(0, 4, 0, 0);
    row->setSpacing(6);
    row->addWidget(adviceText_);
    row->addWidget(adviceUse_);
    row->addStretch();
    adviceUse_->setObjectName(QStringLiteral("useSuggestion"));
    layout->addWidget(advice_);
    addSection(tr("Colours"), column);
}

void BrandForm::addFonts() {
    auto* both = new QWidget;
    auto* row = new QHBoxLayout(both);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(8);
    const std::tuple<QString, QString, std::string Brand::*> all[] = {
        {tr("Headings: %1"), QStringLiteral("headingFont"), &Brand::headingFont},
        {tr("Body: %1"), QStringLiteral("bodyFont"), &Brand::bodyFont},
    };
    for (const auto& [pattern, name, member] : all) {
        auto* select = new ui::Select;
        select->setObjectName(name);
        select->setAccessibleName(pattern.section(QLatin1Char(':'), 0, 0));
        for (const auto& font : domain::brandFonts())
            select->addItem(pattern.arg(QString::fromStdString(font)), QString::fromStdString(font));
        fonts_.emplace_back(select, member);
        row->addWidget(select, 1);
        connect(select, &QComboBox::activated, this, [this, select, target = member] {
            editor_.edit([&](Brand& brand) { brand.*target = select->currentData().toString().toStdString(); });
        });
    }
    addSection(tr("Fonts"), both);
}

void BrandForm::fill() {
    const Brand& brand = editor_.brand();
    for (const auto& [field, member] : lines_)
        if (const QString text = QString::fromStdString(brand.*member); field->text() != text) field->setText(text);
    for (const auto& [field, member] : colours_)
        field->setColour(QString::fromStdString(brand.*member));
    for (const auto& [select, member] : fonts_)
        select->setCurrentIndex(select->findData(QString::fromStdString(brand.*member)));
    logo_->setLogo(brand.logoPng);
    const QSignalBlocker quiet(footer_);
    if (const QString text = QString::fromStdString(brand.emailFooter); footer_->toPlainText() != text)
        footer_->setPlainText(text);
}

void BrandForm::judge() {
    const Brand& brand = editor_.brand();
    const auto checks = domain::contrastOf(brand);
    advice_->hide();
    for (std::size_t i = 0; i < colours_.size(); ++i) {
        colours_[i].first->setContrast(checks[i]);
        if (checks[i].suggestion.empty() || advice_->isVisibleTo(this)) continue;
        const QString suggestion = QString::fromStdString(checks[i].suggestion);
        const QString names[] = {tr("Primary is too light for white text."), tr("Accent is too light for small text."),
                                 tr("Text is too faint on the background."), tr("Text is too faint on white.")};
        adviceText_->setText(names[i]);
        adviceUse_->setText(tr("Use %1").arg(suggestion));
        adviceUse_->disconnect(this);
        // The third check judges the text on the background, so its remedy is the text's colour.
        const std::size_t target = i == 2 ? 3 : i;
        connect(adviceUse_, &QAbstractButton::clicked, this, [this, target, suggestion] {
            colours_[target].first->setColour(suggestion);
            editor_.edit([&](Brand& changed) { changed.*colours_[target].second = suggestion.toStdString(); });
        });
        advice_->show();
    }
    QStringList problems;
    const auto errors = domain::check(brand);
    for (const auto& [field, member] : lines_)
        field->setInvalid(false);
    for (const auto& error : errors) {
        for (const auto& [field, member] : lines_)
            if (QStringLiteral("/") + field->objectName() == QString::fromStdString(error.path))
                field->setInvalid(true);
        problems << tr("%1: %2").arg(QString::fromStdString(error.path).mid(1), QString::fromStdString(error.message));
    }
    problem_->setText(problems.join(QLatin1Char('\n')));
    problem_->setVisible(!problems.isEmpty());
}

}  // namespace steward::views
