// Package digest tells plain values apart: structs, slices, maps and what is in them.
//
// A digest is a SHA-256 of an encoding in which everything has its length before it, so that two values
// of one type have one digest only if they are equal. It is the same in every process.
package digest

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"math"
	"reflect"
	"slices"
	"sync"
	"time"
	"unsafe"
)

// A Sum is a digest.
type Sum [sha256.Size]byte

// A Digester makes digests. It may be used by several goroutines at once. The zero Digester is ready.
type Digester struct {
	shared    unsafe.Pointer
	sum       Sum
	appenders sync.Map  // of reflect.Type to appender
	buffers   sync.Pool // of *[]byte
}

// New returns a Digester of values many of which point to shared, of which the digest is made only once.
// shared is a pointer, and what it points to does not change any more.
func New(shared any) *Digester {
	d := &Digester{}
	v := reflect.ValueOf(shared)
	d.sum = d.Of(v.Elem().Interface())
	d.shared = v.UnsafePointer()
	return d
}

// Of returns the digest of a list of values.
func (d *Digester) Of(values ...any) Sum {
	buf, ok := d.buffers.Get().(*[]byte)
	if !ok {
		buf = new([]byte)
	}
	defer d.buffers.Put(buf)
	b := (*buf)[:0]
	for _, v := range values {
		b = d.appendAny(b, reflect.ValueOf(v))
	}
	*buf = b
	return sha256.Sum256(b)
}

// An appender appends the encoding of a value of one type.
type appender func(d *Digester, dst []byte, v reflect.Value) []byte

// appenderOf returns the appender of a type, which is made once.
func (d *Digester) appenderOf(t reflect.Type) appender {
	if known, ok := d.appenders.Load(t); ok {
		return known.(appender)
	}
	made := d.compile(t)
	d.appenders.Store(t, made)
	return made
}

func (d *Digester) compile(t reflect.Type) appender {
	if t == reflect.TypeFor[time.Time]() {
		return appendTime
	}
	switch t.Kind() {
	case reflect.String:
		return func(_ *Digester, dst []byte, v reflect.Value) []byte { return appendString(dst, v.String()) }
	case reflect.Bool:
		return func(_ *Digester, dst []byte, v reflect.Value) []byte {
			if v.Bool() {
				return append(dst, 1)
			}
			return append(dst, 0)
		}
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		return func(_ *Digester, dst []byte, v reflect.Value) []byte { return binary.AppendVarint(dst, v.Int()) }
	case reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64:
		return func(_ *Digester, dst []byte, v reflect.Value) []byte { return binary.AppendUvarint(dst, v.Uint()) }
	case reflect.Float32, reflect.Float64:
		return func(_ *Digester, dst []byte, v reflect.Value) []byte {
			return binary.BigEndian.AppendUint64(dst, math.Float64bits(v.Float()))
		}
	case reflect.Interface:
		return func(d *Digester, dst []byte, v reflect.Value) []byte { return d.appendAny(dst, v.Elem()) }
	case reflect.Pointer:
		return compilePointer(t)
	case reflect.Slice, reflect.Array:
		return compileList(t)
	case reflect.Map:
		return appendMap
	case reflect.Struct:
		return d.compileStruct(t)
	}
	return func(_ *Digester, dst []byte, v reflect.Value) []byte { // no plain value, and equal to itself at most
		return appendString(dst, fmt.Sprintf("%#v", v))
	}
}

func appendString(dst []byte, s string) []byte {
	return append(binary.AppendUvarint(dst, uint64(len(s))), s...)
}

func appendTime(_ *Digester, dst []byte, v reflect.Value) []byte {
	return appendString(dst, v.Interface().(time.Time).Format(time.RFC3339Nano))
}

// appendAny appends a value with the name of its type: no other type has the same encoding.
func (d *Digester) appendAny(dst []byte, v reflect.Value) []byte {
	if !v.IsValid() {
		return append(dst, 0)
	}
	dst = appendString(dst, v.Type().String())
	return d.appenderOf(v.Type())(d, dst, v)
}

func compilePointer(t reflect.Type) appender {
	return func(d *Digester, dst []byte, v reflect.Value) []byte {
		switch {
		case v.IsNil():
			return append(dst, 0)
		case v.UnsafePointer() == d.shared:
			return append(append(dst, 2), d.sum[:]...)
		}
		return d.appenderOf(t.Elem())(d, append(dst, 1), v.Elem())
	}
}

func compileList(t reflect.Type) appender {
	return func(d *Digester, dst []byte, v reflect.Value) []byte {
		dst = binary.AppendUvarint(dst, uint64(v.Len()))
		element := d.appenderOf(t.Elem())
		for i := range v.Len() {
			dst = element(d, dst, v.Index(i))
		}
		return dst
	}
}

// appendMap appends the entries of a map in the order of their encodings.
func appendMap(d *Digester, dst []byte, v reflect.Value) []byte {
	entries := make([][]byte, 0, v.Len())
	for it := v.MapRange(); it.Next(); {
		entry := d.appendAny(nil, it.Key())
		entries = append(entries, d.appendAny(entry, it.Value()))
	}
	slices.SortFunc(entries, bytes.Compare)
	dst = binary.AppendUvarint(dst, uint64(len(entries)))
	for _, e := range entries {
		dst = append(binary.AppendUvarint(dst, uint64(len(e))), e...)
	}
	return dst
}

func (d *Digester) compileStruct(t reflect.Type) appender {
	fields := make([]appender, t.NumField())
	for i := range fields {
		fields[i] = d.appenderOf(t.Field(i).Type)
	}
	return func(d *Digester, dst []byte, v reflect.Value) []byte {
		for i, f := range fields {
			dst = f(d, dst, v.Field(i))
		}
		return dst
	}
}
