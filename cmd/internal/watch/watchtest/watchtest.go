// Package watchtest helps to test what watches files where the system gives no more watches.
package watchtest
