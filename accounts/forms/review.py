from django import forms


class ReviewForm(forms.Form):
    """The officer's note about a registration."""

    note = forms.CharField(
        label="Nota",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 5, "class": "vLargeTextField"}),
        help_text="Qué revisó o qué falta. La verán quienes consulten el registro en la administración.",
        error_messages={"required": "Escriba una nota."},
    )
