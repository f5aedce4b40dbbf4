//! Running a command for somebody else.
