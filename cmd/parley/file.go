package main

import (
	"errors"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
)

// writable reports why a file could not be written, as far as that shows beforehand.
func writable(path string, force bool) error {
	info, err := os.Stat(path)
	switch {
	case err == nil && info.IsDir():
		return fmt.Errorf("%s is a folder; name a file to write", path)
	case err == nil && !info.Mode().IsRegular():
		return fmt.Errorf("%s is not a regular file; to write to a device or a pipe, redirect standard output", path)
	case err == nil && !force:
		return fmt.Errorf("%s exists; --force replaces it", path)
	case err == nil:
		return nil
	}
	if _, err := os.Lstat(path); err == nil {
		return fmt.Errorf("%s is a link that leads nowhere; name a file to write", path)
	}
	folder := filepath.Dir(path)
	info, err = os.Stat(folder)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return fmt.Errorf("the folder %s, where %s should be written, does not exist", folder, filepath.Base(path))
	case err != nil:
		return fmt.Errorf("%s cannot be written: %w", path, cause(err))
	case !info.IsDir():
		return fmt.Errorf("%s cannot be written: %s is not a folder", path, folder)
	}
	return nil
}

// writeFile writes a file whole or not at all: to a temporary file beside it, which then takes its name. A file that
// exists is replaced only with force, and keeps its permissions.
func writeFile(path string, data []byte, force bool) error {
	if err := writable(path, force); err != nil {
		return err
	}
	mode := fs.FileMode(0)
	if real, err := filepath.EvalSymlinks(path); err == nil {
		path = real
		if info, err := os.Stat(path); err == nil {
			mode = info.Mode().Perm()
		}
	}
	temporary, err := writeTemporary(path, data, mode)
	if err != nil {
		return fmt.Errorf("%s cannot be written: %w", path, cause(err))
	}
	if err := place(temporary, path, force); err != nil {
		return errors.Join(err, removed(temporary))
	}
	syncFolder(filepath.Dir(path))
	return nil
}

// place gives the temporary file its name. A link, unlike a rename, never replaces a file that came up meanwhile.
func place(temporary, path string, force bool) error {
	if !force {
		err := os.Link(temporary, path)
		switch {
		case err == nil:
			return removed(temporary)
		case errors.Is(err, fs.ErrExist):
			return fmt.Errorf("%s exists; --force replaces it", path)
		} // else a file system without links
	}
	if err := os.Rename(temporary, path); err != nil {
		var link *os.LinkError
		if errors.As(err, &link) {
			err = link.Err
		}
		return fmt.Errorf("%s cannot be written: %w", path, err)
	}
	return nil
}

func removed(path string) error {
	if err := os.Remove(path); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("removing a temporary file: %w", err)
	}
	return nil
}

// writeTemporary writes and syncs a new file beside path, with the given permissions (0: the usual ones); after an
// error there is none.
func writeTemporary(path string, data []byte, mode fs.FileMode) (name string, err error) {
	name = filepath.Join(filepath.Dir(path), fmt.Sprintf(".%s.%08x.tmp", filepath.Base(path), rand.Uint32()))
	f, err := os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o666)
	if err != nil {
		return "", err
	}
	if mode != 0 {
		err = f.Chmod(mode)
	}
	if err == nil {
		_, err = f.Write(data)
	}
	if err == nil {
		err = f.Sync()
	}
	if closing := f.Close(); err == nil {
		err = closing
	}
	if err != nil {
		return "", errors.Join(cause(err), removed(name))
	}
	return name, nil
}

// syncFolder makes a new name last. Some systems cannot sync a folder; the file is whole either way.
func syncFolder(path string) {
	if f, err := os.Open(path); err == nil {
		_ = f.Sync()
		_ = f.Close()
	}
}
