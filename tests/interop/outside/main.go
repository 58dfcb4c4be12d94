// Command outside checks what Second Source writes, and writes what Second Source checks, with none of its code:
// hashing, proofs, tiles and signatures are those of golang.org/x/mod/sumdb.
//
//	outside check SITE QUORUM LOG_VKEY WITNESS_VKEY...   checkpoint, cosignatures, entries, every tile, proofs
//	outside quorum NOTE K VKEY...                        a note with at least K distinct keys
//	outside write SITE SIZE                              a log, its proofs and a note, with keys printed
package main

import (
	"bytes"
	"crypto/ed25519"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

const height = 8

func must(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func need(ok bool, what string) {
	if !ok {
		must(errors.New(what))
	}
}

// cosigner verifies and makes cosignature/v1 lines (key type 4), which x/mod does not know.
type cosigner struct {
	name string
	key  ed25519.PublicKey
	hash uint32
}

func newCosigner(vkey string) (*cosigner, error) {
	parts := strings.SplitN(vkey, "+", 3)
	if len(parts) != 3 {
		return nil, errors.New("malformed witness key")
	}
	raw, err := base64.StdEncoding.DecodeString(parts[2])
	if err != nil || len(raw) != 33 || raw[0] != 4 {
		return nil, errors.New("not a witness key")
	}
	return cosignerOf(parts[0], raw[1:]), nil
}

func cosignerOf(name string, key ed25519.PublicKey) *cosigner {
	sum := sha256.Sum256(append([]byte(name+"\n\x04"), key...))
	return &cosigner{name, key, binary.BigEndian.Uint32(sum[:])}
}

func (c *cosigner) Name() string    { return c.name }
func (c *cosigner) KeyHash() uint32 { return c.hash }
func (c *cosigner) Verify(text, signature []byte) bool {
	if len(signature) != 72 {
		return false
	}
	return ed25519.Verify(c.key, cosigned(text, binary.BigEndian.Uint64(signature)), signature[8:])
}

func cosigned(text []byte, seconds uint64) []byte {
	return []byte(fmt.Sprintf("cosignature/v1\ntime %d\n%s", seconds, text))
}

// checkpoint is the text of a log's signed note.
type checkpoint struct {
	origin string
	tree   tlog.Tree
}

func parseCheckpoint(text string) (checkpoint, error) {
	lines := strings.Split(text, "\n")
	if len(lines) < 4 {
		return checkpoint{}, errors.New("short checkpoint")
	}
	size, err := strconv.ParseInt(lines[1], 10, 64)
	if err != nil {
		return checkpoint{}, err
	}
	hash, err := tlog.ParseHash(lines[2])
	return checkpoint{lines[0], tlog.Tree{N: size, Hash: hash}}, err
}

func path(site string, tile tlog.Tile, entries bool) string {
	// x/mod names the tile's height, and C2SP tlog-tiles does not.
	name := strings.Replace(tile.Path(), "tile/8/", "tile/", 1)
	if entries {
		name = strings.Replace(name, "tile/0/", "tile/entries/", 1)
	}
	return filepath.Join(site, name)
}

// tilesOf returns the tiles of a log of this size: x/mod also lists every smaller width of the last one of a level.
func tilesOf(size int64) []tlog.Tile {
	var found []tlog.Tile
	for _, tile := range tlog.NewTiles(height, 0, size) {
		if tile.W == 256 || int64(tile.W) == size>>(height*tile.L)&255 {
			found = append(found, tile)
		}
	}
	return found
}

// reader serves the hashes of a growing log from memory.
func reader(stored *[]tlog.Hash) tlog.HashReaderFunc {
	return func(indexes []int64) ([]tlog.Hash, error) {
		found := make([]tlog.Hash, len(indexes))
		for at, index := range indexes {
			if index >= int64(len(*stored)) {
				return nil, errors.New("no such hash")
			}
			found[at] = (*stored)[index]
		}
		return found, nil
	}
}

func readEntries(site string, size int64) [][]byte {
	var entries [][]byte
	for number := int64(0); number*256 < size; number++ {
		width := size - number*256
		if width > 256 {
			width = 256
		}
		data, err := os.ReadFile(path(site, tlog.Tile{H: height, L: 0, N: number, W: int(width)}, true))
		must(err)
		for at := int64(0); at < width; at++ {
			need(len(data) >= 2 && len(data) >= 2+int(binary.BigEndian.Uint16(data)), "a bundle is cut off")
			length := 2 + int(binary.BigEndian.Uint16(data))
			entries = append(entries, data[2:length])
			data = data[length:]
		}
		need(len(data) == 0, "something follows a bundle's entries")
	}
	return entries
}

func check(site string, quorum int, logKey string, witnessKeys []string) {
	logVerifier, err := note.NewVerifier(logKey)
	must(err)
	verifiers := []note.Verifier{logVerifier}
	for _, vkey := range witnessKeys {
		witness, err := newCosigner(vkey)
		must(err)
		verifiers = append(verifiers, witness)
	}
	data, err := os.ReadFile(filepath.Join(site, "checkpoint"))
	must(err)
	now := openCheckpoint(data, verifiers, quorum)

	entries := readEntries(site, now.tree.N)
	var stored []tlog.Hash
	for number, entry := range entries {
		hashes, err := tlog.StoredHashes(int64(number), entry, reader(&stored))
		must(err)
		stored = append(stored, hashes...)
	}
	root, err := tlog.TreeHash(now.tree.N, reader(&stored))
	must(err)
	need(root == now.tree.Hash, "the entries do not add up to the checkpoint")

	tiles := tilesOf(now.tree.N)
	for _, tile := range tiles {
		wanted, err := tlog.ReadTileData(tile, reader(&stored))
		must(err)
		found, err := os.ReadFile(path(site, tile, false))
		must(err)
		need(bytes.Equal(wanted, found), "tile "+tile.Path()+" is another")
	}
	proofs := checkProofs(site, now, entries, verifiers, quorum)
	growths := checkGrowths(site, now, &stored)
	fmt.Printf("%d entries, %d tiles, %d inclusion proofs, %d consistency proofs\n",
		len(entries), len(tiles), proofs, growths)
}

func openCheckpoint(data []byte, verifiers []note.Verifier, quorum int) checkpoint {
	opened, err := note.Open(data, note.VerifierList(verifiers...))
	must(err)
	signed := map[string]bool{}
	for _, signature := range opened.Sigs {
		signed[signature.Name] = true
	}
	need(signed[verifiers[0].Name()], "the log has not signed")
	need(len(signed)-1 >= quorum, fmt.Sprintf("%d witnesses signed", len(signed)-1))
	now, err := parseCheckpoint(opened.Text)
	must(err)
	need(now.origin == verifiers[0].Name(), "another log")
	return now
}

// checkProofs checks SITE/../proofs/INDEX.tlog-proof, with the checkpoint inside each.
func checkProofs(site string, now checkpoint, entries [][]byte, verifiers []note.Verifier, quorum int) int {
	names, err := filepath.Glob(filepath.Join(site, "..", "proofs", "*.tlog-proof"))
	must(err)
	for _, name := range names {
		data, err := os.ReadFile(name)
		must(err)
		parts := strings.SplitN(string(data), "\n\n", 2)
		need(len(parts) == 2, "no checkpoint in "+name)
		inside := openCheckpoint([]byte(parts[1]), verifiers, quorum)
		need(inside == now, "another checkpoint in "+name)
		lines := strings.Split(parts[0], "\n")
		need(lines[0] == "c2sp.org/tlog-proof@v1", "another header in "+name)
		index, err := strconv.ParseInt(strings.TrimPrefix(lines[1], "index "), 10, 64)
		must(err)
		must(tlog.CheckRecord(hashes(lines[2:]), now.tree.N, now.tree.Hash, index, tlog.RecordHash(entries[index])))
	}
	return len(names)
}

// checkGrowths checks SITE/../proofs/OLD.growth: the hashes of our proof from OLD entries to now, one a line.
func checkGrowths(site string, now checkpoint, stored *[]tlog.Hash) int {
	names, err := filepath.Glob(filepath.Join(site, "..", "proofs", "*.growth"))
	must(err)
	for _, name := range names {
		old, err := strconv.ParseInt(strings.TrimSuffix(filepath.Base(name), ".growth"), 10, 64)
		must(err)
		root, err := tlog.TreeHash(old, reader(stored))
		must(err)
		data, err := os.ReadFile(name)
		must(err)
		must(tlog.CheckTree(hashes(strings.Fields(string(data))), now.tree.N, now.tree.Hash, old, root))
	}
	return len(names)
}

func hashes(lines []string) []tlog.Hash {
	var found []tlog.Hash
	for _, line := range lines {
		hash, err := tlog.ParseHash(line)
		must(err)
		found = append(found, hash)
	}
	return found
}

// quorumOf opens a note as any reader of signed notes would, and counts names; Second Source counts raw keys.
func quorumOf(name string, quorum int, vkeys []string) {
	var verifiers []note.Verifier
	for _, vkey := range vkeys {
		verifier, err := note.NewVerifier(vkey)
		must(err)
		verifiers = append(verifiers, verifier)
	}
	data, err := os.ReadFile(name)
	must(err)
	opened, err := note.Open(data, note.VerifierList(verifiers...))
	must(err)
	need(len(opened.Sigs) >= quorum, fmt.Sprintf("%d of %d signatures", len(opened.Sigs), quorum))
	fmt.Printf("%d signatures\n", len(opened.Sigs))
}

func save(name string, data []byte) {
	must(os.MkdirAll(filepath.Dir(name), 0o755))
	must(os.WriteFile(name, data, 0o644))
}

// write makes a log of SIZE entries, a witness's line, proofs of some entries, and prints both public keys.
func write(site string, size int64) {
	secret, public, err := note.GenerateKey(rand.Reader, "outside.example/log")
	must(err)
	signer, err := note.NewSigner(secret)
	must(err)
	witnessPublic, witnessSecret, err := ed25519.GenerateKey(rand.Reader)
	must(err)
	witness := cosignerOf("witness.example/outside", witnessPublic)

	var stored []tlog.Hash
	var bundle []byte
	for number := int64(0); number < size; number++ {
		entry := []byte(fmt.Sprintf("outside %d", number))
		added, err := tlog.StoredHashes(number, entry, reader(&stored))
		must(err)
		stored = append(stored, added...)
		bundle = append(append(bundle, byte(len(entry)>>8), byte(len(entry))), entry...)
		if number%256 == 255 || number == size-1 {
			tile := tlog.Tile{H: height, L: 0, N: number / 256, W: int(number%256) + 1}
			save(path(site, tile, true), bundle)
			bundle = nil
		}
	}
	for _, tile := range tilesOf(size) {
		data, err := tlog.ReadTileData(tile, reader(&stored))
		must(err)
		save(path(site, tile, false), data)
	}
	root, err := tlog.TreeHash(size, reader(&stored))
	must(err)
	text := fmt.Sprintf("outside.example/log\n%d\n%s\n", size, root)
	signed, err := note.Sign(&note.Note{Text: text}, signer)
	must(err)
	const seconds = 1900000000
	payload := make([]byte, 12, 76)
	binary.BigEndian.PutUint32(payload, witness.hash)
	binary.BigEndian.PutUint64(payload[4:], seconds)
	payload = append(payload, ed25519.Sign(witnessSecret, cosigned([]byte(text), seconds))...)
	line := fmt.Sprintf("— %s %s\n", witness.name, base64.StdEncoding.EncodeToString(payload))
	save(filepath.Join(site, "checkpoint"), append(signed, line...))
	for index := int64(0); index < size; index += 1 + size/37 {
		proof, err := tlog.ProveRecord(size, index, reader(&stored))
		must(err)
		text := fmt.Sprintf("c2sp.org/tlog-proof@v1\nindex %d\n", index)
		for _, hash := range proof {
			text += hash.String() + "\n"
		}
		name := filepath.Join(site, "..", "proofs", fmt.Sprintf("%d.tlog-proof", index))
		save(name, append([]byte(text+"\n"), append(signed, line...)...))
	}
	key := base64.StdEncoding.EncodeToString(append([]byte{4}, witnessPublic...))
	var id [4]byte
	binary.BigEndian.PutUint32(id[:], witness.hash)
	fmt.Printf("%s\n%s+%s+%s\n", public, witness.name, hex.EncodeToString(id[:]), key)
}

func main() {
	words := os.Args[1:]
	need(len(words) >= 3, "see the head of main.go")
	switch words[0] {
	case "check":
		quorum, err := strconv.Atoi(words[2])
		must(err)
		check(words[1], quorum, words[3], words[4:])
	case "quorum":
		quorum, err := strconv.Atoi(words[2])
		must(err)
		quorumOf(words[1], quorum, words[3:])
	case "write":
		size, err := strconv.ParseInt(words[2], 10, 64)
		must(err)
		write(words[1], size)
	default:
		need(false, "see the head of main.go")
	}
}
