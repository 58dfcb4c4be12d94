"""Tests of files taken apart into layers."""
