//go:build unix

package casefile

import (
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
)

// A named pipe that nobody writes to would block whoever opens it.
func TestLoadDoesNotOpenPipes(t *testing.T) {
	pipe := filepath.Join(t.TempDir(), FileName)
	if err := syscall.Mkfifo(pipe, 0o644); err != nil {
		t.Skip("no named pipes here:", err)
	}
	for _, path := range []string{pipe, filepath.Dir(pipe)} {
		done := make(chan error, 1)
		go func() {
			_, _, err := Load(path)
			done <- err
		}()
		select {
		case err := <-done:
			if err == nil || !strings.Contains(err.Error(), "is not a regular file") {
				t.Errorf("Load(%s): %v", path, err)
			}
		case <-time.After(time.Minute):
			t.Fatalf("Load(%s) hangs", path)
		}
	}
}
