"""What every site answers with: headers and refusals."""
