"""Tests of null models."""
