package cli

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"orderflow/ui/stage"
)

// printoutsMax limits how many printouts of one name a directory takes.
const printoutsMax = 999

// keepIn returns a function that saves printouts as files in a directory. A file
// is there whole or not at all, and none is overwritten: the second printout of
// a name is called name_2.
func keepIn(dir string) stage.Print {
	return func(p stage.Printout) (string, error) {
		written, err := writeForms(dir, p.Forms)
		if err != nil {
			return "", printoutError(err)
		}
		place, err := publish(dir, p, written)
		if err != nil {
			remove(written)
			return "", printoutError(err)
		}
		return place, nil
	}
}

// writeForms writes each form into a temporary file, and returns their paths.
func writeForms(dir string, forms []stage.Form) (written []string, err error) {
	for _, form := range forms {
		file, err := os.CreateTemp(dir, ".orderflow-*.tmp")
		if err != nil {
			remove(written)
			return nil, err
		}
		written = append(written, file.Name())
		_, err = file.Write(form.Content)
		if err := errors.Join(err, file.Close()); err != nil {
			remove(written)
			return nil, err
		}
	}
	return written, nil
}

// publish renames the temporary files to the printout's name, with the first
// number that is free for all of them.
func publish(dir string, p stage.Printout, written []string) (place string, err error) {
	for number := 1; number <= printoutsMax; number++ {
		place = dir + string(filepath.Separator) + p.Name
		if number > 1 {
			place = fmt.Sprintf("%s_%d", place, number)
		}
		claimed, err := claim(place, p.Forms)
		if errors.Is(err, fs.ErrExist) {
			continue
		}
		if err == nil {
			err = fill(claimed, written)
		}
		if err != nil {
			remove(claimed)
		}
		return place, err
	}
	return "", fmt.Errorf("it has %d printouts of this name", printoutsMax)
}

// claim creates the files of a printout, empty, so that nobody else takes their names.
func claim(place string, forms []stage.Form) (claimed []string, err error) {
	for _, form := range forms {
		path := place + "." + form.Ending
		file, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o666)
		if err != nil {
			remove(claimed)
			return nil, err
		}
		claimed = append(claimed, path)
		if err := file.Close(); err != nil {
			remove(claimed)
			return nil, err
		}
	}
	return claimed, nil
}

// fill replaces each claimed file by the temporary one, with the permissions
// that a new file has.
func fill(claimed, written []string) error {
	for i, path := range claimed {
		info, err := os.Stat(path)
		if err != nil {
			return err
		}
		if err := errors.Join(os.Chmod(written[i], info.Mode()), os.Rename(written[i], path)); err != nil {
			return err
		}
	}
	return nil
}

// remove removes files after an error. Its own errors are ignored: the first one
// is the one to report.
func remove(paths []string) {
	for _, path := range paths {
		_ = os.Remove(path)
	}
}

// printoutError says in one line why nothing was saved, without the path of a
// temporary file.
func printoutError(err error) error {
	if path := (*fs.PathError)(nil); errors.As(err, &path) {
		err = path.Err
	}
	if link := (*os.LinkError)(nil); errors.As(err, &link) {
		err = link.Err
	}
	return fmt.Errorf("writing into the current directory: %w", err)
}
