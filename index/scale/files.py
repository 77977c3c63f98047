"""What lies on a file system that Spark reads? Through Hadoop's own, so that hdfs, s3a and local disks are one."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from msgspec import Struct

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

_LOCAL = re.compile(r"^file:/+")


class File(Struct, frozen=True):
    """A file: its address, as it was named or found in a folder, and what tells that it changed."""

    address: str
    shown: str
    size: int
    modified: int
    named: bool = False

    @property
    def folder(self) -> str:
        """The address of the folder it lies in."""
        return self.address.rpartition("/")[0]

    @property
    def name(self) -> str:
        """Its own name."""
        return self.address.rpartition("/")[2]


def address_of(found: str) -> str:
    """An address in one form: Spark and Hadoop write `file:///a` and `file:/a`."""
    return _LOCAL.sub("file:///", found)


class Files:
    """The file systems of a session."""

    def __init__(self, spark: SparkSession) -> None:
        self._jvm: Any = spark._jvm
        self._hadoop: Any = spark._jsc.hadoopConfiguration()

    def _path(self, name: str) -> Any:
        return self._jvm.org.apache.hadoop.fs.Path(name)

    def _system(self, name: str) -> Any:
        return self._path(name).getFileSystem(self._hadoop)

    def is_there(self, name: str) -> bool:
        """Whether there is a file or folder of this name."""
        return bool(self._system(name).exists(self._path(name)))

    def below(self, name: str) -> list[File]:
        """The file of this name, or all in a folder: those of a folder in the order of their names, then its folders'.

        What begins with a dot or an underscore is about the files beside it.
        """
        system = self._system(name)
        status = system.getFileStatus(self._path(name))
        return self._below(system, status, name, named=True)

    def _below(self, system: Any, status: Any, shown: str, *, named: bool = False) -> list[File]:
        if not status.isDirectory():
            address = address_of(status.getPath().toUri().toString())
            return [File(address, shown, int(status.getLen()), int(status.getModificationTime()), named)]
        inside = sorted(((one.getPath().getName(), one) for one in system.listStatus(status.getPath())), key=_by_name)
        kept = [(name, one) for name, one in inside if not name.startswith((".", "_"))]
        kept.sort(key=lambda named: named[1].isDirectory())
        return [file for name, one in kept for file in self._below(system, one, f"{shown.rstrip('/')}/{name}")]

    def read(self, name: str) -> str | None:
        """A small file's text; None where there is none."""
        if not self.is_there(name):
            return None
        stream = self._system(name).open(self._path(name))
        try:
            return str(self._jvm.org.apache.commons.io.IOUtils.toString(stream, "UTF-8"))
        finally:
            stream.close()

    def write(self, name: str, text: str) -> None:
        """Put a small file there, whole or not at all: it is written beside its place and renamed."""
        beside = f"{name}.new"
        stream = self._system(name).create(self._path(beside), True)
        try:
            stream.write(bytearray(text.encode()))
        finally:
            stream.close()
        self.remove(name)
        self._system(name).rename(self._path(beside), self._path(name))

    def remove(self, name: str) -> None:
        """Take away a file or folder, where there is one."""
        self._system(name).delete(self._path(name), True)


def _by_name(named: tuple[str, Any]) -> str:
    return named[0]
