"""What a template is given: small frozen values worked out from the library's answers, without Flask."""
