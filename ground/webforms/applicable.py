"""Forms some of whose questions do not apply to everybody."""

from django import forms

from ground.webforms.fields import PortalForm


class ApplicableForm(PortalForm):
    """A form some of whose questions depend on the answers to others."""

    def forget(self, *names: str) -> None:
        """The answers to what does not apply are neither judged nor kept; to be called in `clean`."""
        for name in names:
            self.errors.pop(name, None)
            field = self.fields[name]
            self.cleaned_data[name] = (
                None if isinstance(field, forms.ModelChoiceField) else field.to_python("")
            )
